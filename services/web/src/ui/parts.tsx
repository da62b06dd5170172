import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { StatedTime } from '../../generated/api.ts';
import type { Problem } from '../api/client.ts';
import { showMoment, showRelative, showStated } from '../text/times.ts';
import { announce } from './announce.ts';

/** A link to a foreign address, if it is one that a browser should follow; else its text. */
export function ForeignLink({ href, children }: { href: string; children?: ComponentChildren }) {
  const url = URL.parse(href);
  const safe = url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
  if (!safe) return <>{children ?? href}</>;
  return (
    <a class="foreign" href={url.href} target="_blank" rel="noopener noreferrer nofollow">
      {children ?? href}
    </a>
  );
}

/** A time as somebody stated it, and beside it the words it was read from. */
export function Stated({ time, full = false }: { time: StatedTime; full?: boolean }) {
  const { text, zone, machine, at } = showStated(time);
  const relative = full && at !== undefined ? showRelative(at, Date.now()) : undefined;
  return (
    <>
      <time dateTime={machine === '' ? undefined : machine} title={`stated: ${time.stated}`}>
        {text}
      </time>
      {full && zone !== undefined && <span class="soft"> ({zone})</span>}
      {relative !== undefined && <span class="soft">, {relative}</span>}
    </>
  );
}

/** A moment that Presswatch itself saw. */
export function Moment({ at, relative = false }: { at: number; relative?: boolean }) {
  const text = showMoment(at);
  const shown = (relative ? showRelative(at, Date.now()) : undefined) ?? text;
  return (
    <time dateTime={new Date(at).toISOString()} title={text}>
      {shown}
    </time>
  );
}

export function ProblemView({ problem, retry }: { problem: Problem; retry?: () => void }) {
  return (
    <section class="notice notice-bad" role="alert">
      <h1>{problem.title}</h1>
      <p>{problem.detail}</p>
      {retry && (
        <p>
          <button type="button" class="button" onClick={retry}>
            Try again
          </button>
        </p>
      )}
    </section>
  );
}

/** What stands there while a view loads for so long that one would wonder. */
export function Skeleton({ lines = 6 }: { lines?: number }) {
  return (
    <div class="skeleton" role="status">
      <span class="hidden">Loading</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} class={`bone bone-${line % 4}`} />
      ))}
    </div>
  );
}

const COPIED_MS = 2000;

/** A command to copy. */
export function Command({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => {
        setCopied(true);
        announce('Copied');
      },
      () => announce('Copying is not allowed here: select the command instead'),
    );
  return (
    <div class="command">
      <code>{text}</code>
      <button type="button" class="button button-small" onClick={copy}>
        {copied ? 'Copied' : 'Copy'}
        <span class="hidden"> {label}</span>
      </button>
    </div>
  );
}

/** Runs of blocks to keep words of foreign scripts in their own direction. */
export function Foreign({ children, lang }: { children: ComponentChildren; lang?: string | undefined }) {
  return (
    <bdi dir="auto" lang={lang}>
      {children}
    </bdi>
  );
}

/** Text that scrolls within itself, reachable by keys. */
export function ScrollText({ text, label, class: name }: { text: string; label: string; class: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section class={`source ${name}`} tabIndex={0} aria-label={label}>
      <pre>{text}</pre>
    </section>
  );
}
