import { type Attributes, LightElement } from './light-element.ts';
import { LightText } from './light-text.ts';

/** A page as a light tree: root, head and body are always there. */
export class LightDocument {
  readonly nodeType = 9;
  readonly documentElement: LightElement;
  readonly head: LightElement;
  readonly body: LightElement;
  /** Tells readability that elements may be renamed where they stand, as in the parser that comes with it. */
  readonly firstChild = { __JSDOMParser__: true };

  constructor() {
    this.documentElement = this.createElement('html');
    this.head = this.documentElement.appendChild(this.createElement('head'));
    this.body = this.documentElement.appendChild(this.createElement('body'));
  }

  get title(): string {
    return this.head.querySelector('title')?.textContent ?? '';
  }

  createElement(name: string, values: Attributes = {}): LightElement {
    return new LightElement(name.toLowerCase(), values);
  }

  createTextNode(text: string): LightText<LightElement> {
    return new LightText<LightElement>(text);
  }

  getElementsByTagName(name: string): LightElement[] {
    return this.documentElement.getElementsByTagName(name);
  }

  querySelector(selector: string): LightElement | null {
    return this.documentElement.querySelector(selector);
  }

  querySelectorAll(selector: string): LightElement[] {
    return this.documentElement.querySelectorAll(selector);
  }
}
