import { describeMigrate } from '../testing/migrating.ts';
import { sqlitePorts } from '../testing/sqlite-ports.ts';

describeMigrate('from SQLite to SQLite', sqlitePorts, sqlitePorts);
