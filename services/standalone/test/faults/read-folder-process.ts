import { readFolder } from './embedded-ports.ts';

// Prints what stands in a data folder, as JSON, for who cannot open it from where he is.
const { raw, ...findings } = await readFolder(process.env.READ_FOLDER ?? '');
process.stdout.write(JSON.stringify({ ...findings, raw: raw.map(({ key }) => ({ key })) }));
