/** Of what the parser reads out of the same bytes: raise it with every change that can change an event. */
export const PARSER_VERSION = '3';
