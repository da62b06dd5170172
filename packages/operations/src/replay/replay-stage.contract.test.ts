import { describeReplay } from '../testing/replaying.ts';
import { sqlitePorts } from '../testing/sqlite-ports.ts';

describeReplay('SQLite', sqlitePorts);
