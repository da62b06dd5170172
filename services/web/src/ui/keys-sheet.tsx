import { useEffect, useRef } from 'preact/hooks';
import { lettersOn, sheetOpen, switchLetters } from './keys.ts';

const KEYS = [
  ['/', 'Search'],
  ['j, k', 'Next and previous result; in a release, the release after and before it'],
  ['Enter', 'Open the result, or keep the search in the history'],
  ['n, p', 'In a release: next and previous name'],
  ['← →', 'Within the text, once a name has the focus: the name before and after'],
  ['Esc', 'Close what is open, then go back to the results'],
  ['?', 'This list'],
] as const;

/** The keys that the page listens to. */
export function KeysSheet() {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = sheetOpen.value;
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const close = () => {
    sheetOpen.value = false;
  };
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="keys-title" onClose={close}>
      <h2 id="keys-title">Keys</h2>
      <dl class="keys">
        {KEYS.map(([key, does]) => (
          <div key={key}>
            <dt>
              {key.split(', ').map((one) => (
                <kbd key={one}>{one}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label class="sheet-switch">
        <input type="checkbox" checked={lettersOn} onChange={(event) => switchLetters(event.currentTarget.checked)} />{' '}
        Listen to letters and signs
      </label>
      <p class="sheet-foot">
        <a href="/help" onClick={close}>
          How to write a search
        </a>
        <button type="button" class="button" onClick={close}>
          Close
        </button>
      </p>
    </dialog>
  );
}
