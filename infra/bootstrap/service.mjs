// One service as a process of its own: npm run service -- parser [--help]
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const services = join(resolve(dirname(fileURLToPath(import.meta.url)), '..', '..'), 'services');
const mainOf = (name) => join(services, name, 'src', 'main.ts');
const names = readdirSync(services).filter((name) => name !== 'standalone' && existsSync(mainOf(name)));
const [name] = process.argv.splice(2, 1);

if (names.includes(name)) await import(mainOf(name));
else {
  process.stderr.write(`presswatch: which service? npm run service -- ${names.join('|')} [--help]\n`);
  process.exitCode = 2;
}
