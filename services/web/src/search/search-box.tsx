import { useRef } from 'preact/hooks';
import { route } from '../router.ts';
import { endTyping, problem, submit, type, typed } from './search-state.ts';

export function SearchBox() {
  const box = useRef<HTMLInputElement>(null);
  const invalid = route.value.view === 'search' && problem.value?.problem.code === 'invalid-query';
  const onSubmit = (event: Event) => {
    event.preventDefault();
    submit();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      if (typed.value !== '') type('');
      else box.current?.blur();
    } else if (event.key === 'ArrowDown') {
      const first = document.querySelector<HTMLElement>('.hit a');
      if (first !== null) event.preventDefault();
      first?.focus();
    }
  };
  return (
    <search class="search-box">
      <form onSubmit={onSubmit}>
        <label class="hidden" for="q">
          Search press releases
        </label>
        <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
          <circle cx="8.5" cy="8.5" r="5.5" />
          <path d="m13 13 4.5 4.5" />
        </svg>
        <input
          ref={box}
          id="q"
          name="q"
          type="search"
          value={typed}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          maxLength={2000}
          enterkeyhint="search"
          placeholder="Search releases"
          aria-invalid={invalid}
          aria-describedby={invalid ? 'query-fault' : undefined}
          onInput={(event) => type(event.currentTarget.value)}
          onBlur={endTyping}
          onKeyDown={onKeyDown}
        />
        <span class="search-key" aria-hidden="true">
          <kbd>/</kbd>
        </span>
      </form>
    </search>
  );
}
