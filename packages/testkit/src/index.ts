export { type FeedItem, type FeedServer, startFeedServer } from './feed-server.ts';
export { linesAt, makePdf, type PdfOptions, type Put, pdfStream } from './make-pdf.ts';
export { type Random, seededRandom } from './random.ts';
export {
  type GeneratedRelease,
  type GenerateOptions,
  generateReleases,
  RELEASE_FORMS,
  type ReleaseForm,
} from './releases.ts';
export { type TempFolder, tempFolder } from './temp-folder.ts';
