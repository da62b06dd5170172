export declare function isPageBuilt(root: string): boolean;
export declare function buildPage(root: string, node: string): void;
