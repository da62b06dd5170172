import { describeReindex } from './testing/reindexing.ts';
import { sqlitePorts } from './testing/sqlite-ports.ts';

describeReindex('SQLite', sqlitePorts);
