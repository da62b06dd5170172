export { type Decoded, decode } from './decode.ts';
