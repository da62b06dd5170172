import { describe, expect, it } from 'vitest';
import { nextSpan, traceIdOf } from './trace.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = `00-${TRACE}-00f067aa0ba902b7-01`;

describe('traceIdOf', () => {
  it('reads the trace of this version and of later ones', () => {
    expect(traceIdOf(PARENT)).toBe(TRACE);
    expect(traceIdOf(`cc-${TRACE}-00f067aa0ba902b7-01-what-comes`)).toBe(TRACE);
  });

  it.each([
    undefined,
    '',
    'no trace',
    `ff-${TRACE}-00f067aa0ba902b7-01`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-00f067aa0ba902b7-01`,
    `${PARENT}-more`,
  ])('takes %j for none', (text) => expect(traceIdOf(text)).toBeUndefined());
});

describe('nextSpan', () => {
  it('keeps trace and flags, and makes a span of the work: the same again when the work is repeated', () => {
    const span = nextSpan(PARENT.replace(/01$/, '00'), 'parser/x');
    expect(span).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-00$`));
    expect(nextSpan(PARENT.replace(/01$/, '00'), 'parser/x')).toBe(span);
    expect(nextSpan(PARENT, 'enricher/x')).not.toBe(nextSpan(PARENT, 'parser/x'));
    expect(span).not.toContain('00f067aa0ba902b7');
  });

  it('begins a trace where there is none', () => {
    const begun = nextSpan('rubbish', 'parser/x');
    expect(traceIdOf(begun)).toMatch(/^[0-9a-f]{32}$/);
    expect(nextSpan(undefined, 'parser/x')).toBe(begun);
  });
});
