import { library } from '../../library.ts';
import { webAddress } from '../../text/links.ts';
import { lettingGo } from './late-failures.ts';

/** A run of text where it stands: points from the left and from the bottom of the page. */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

/** One page's text, in the order of the file. */
export interface Page {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
}

/** What a PDF says. */
export interface Printed {
  /** Of the whole document, read or not. */
  readonly pageCount: number;
  readonly pages: readonly Page[];
  readonly title: string;
  readonly created: string;
  readonly links: readonly string[];
  /** Whether bounds ended the reading. */
  readonly cut: boolean;
}

/** Why a PDF was not opened. */
export type Unopened = 'encrypted' | 'damaged';

const pdfjs = library<typeof import('unpdf/pdfjs')>('unpdf/pdfjs');
type Pdf = Awaited<ReturnType<typeof import('unpdf/pdfjs')['getDocument']>['promise']>;

const PAGES_MOST = 200;
const RUNS_MOST = 300_000;
const CHARACTERS_MOST = 2_000_000;
const LINKS_MOST = 500;

/**
 * Reads the text of a PDF with its places. Nothing is rendered, fetched or run: no fonts, no maps, no scripts, no
 * workers.
 */
export const openPdf = (bytes: Uint8Array): Promise<Printed | Unopened> =>
  lettingGo('unpdf/dist/pdfjs', () => open(bytes));

async function open(bytes: Uint8Array): Promise<Printed | Unopened> {
  const { getDocument, VerbosityLevel, PasswordException } = pdfjs();
  const task = getDocument({
    data: Uint8Array.from(bytes), // the library takes what it is given for its own
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: true,
    disableFontFace: true,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
  });
  try {
    return await readDocument(await task.promise);
  } catch (error) {
    return error instanceof PasswordException ? 'encrypted' : 'damaged'; // whatever it throws, it throws at the input
  } finally {
    await task.destroy();
  }
}

async function readDocument(document: Pdf): Promise<Printed> {
  const { info } = await document.getMetadata();
  const fields = new Map<string, unknown>(Object.entries(info));
  const text = (key: string): string => String(fields.get(key) ?? '').slice(0, 1000);
  const pages: Page[] = [];
  const links = new Set<string>();
  const budget = { runs: RUNS_MOST, characters: CHARACTERS_MOST };
  for (let number = 1; number <= Math.min(document.numPages, PAGES_MOST) && !isSpent(budget); number++) {
    pages.push(await readPage(document, number, budget, links));
  }
  return {
    pageCount: document.numPages,
    pages,
    title: text('Title'),
    created: text('CreationDate'),
    links: [...links],
    cut: pages.length < document.numPages || isSpent(budget),
  };
}

interface Budget {
  runs: number;
  characters: number;
}

const isSpent = ({ runs, characters }: Budget): boolean => runs <= 0 || characters <= 0;

async function readPage(document: Pdf, number: number, budget: Budget, links: Set<string>): Promise<Page> {
  const page = await document.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const runs: Run[] = [];
  const reader = page.streamTextContent({ includeMarkedContent: false }).getReader() as ReadableStreamDefaultReader<{
    items: readonly Item[];
  }>;
  for (let part = await reader.read(); !part.done && !isSpent(budget); part = await reader.read()) {
    for (const item of part.value.items) takeItem(item, runs, budget);
  }
  if (isSpent(budget)) await reader.cancel(new Error('enough text'));
  for (const note of await page.getAnnotations()) {
    const url = typeof note.url === 'string' ? webAddress(note.url) : undefined;
    if (url !== undefined && links.size < LINKS_MOST) links.add(url);
  }
  page.cleanup();
  return { width, height, runs };
}

interface Item {
  readonly str: string;
  readonly width: number;
  readonly transform: readonly number[];
}

/** Text that runs upward or aslant is a mark on the page and none of its text. */
function takeItem({ str, width, transform }: Item, runs: Run[], budget: Budget): void {
  budget.runs--;
  if (str.trim() === '') return;
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = transform;
  const size = Math.hypot(c, d);
  if (!(size > 0.5) || Math.abs(b) > Math.abs(a) * 0.2 || ![x, y, width, size].every(Number.isFinite)) return;
  budget.characters -= str.length;
  runs.push({ text: str, x, y, width: Math.max(0, width), size });
}
