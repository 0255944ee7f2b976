import { endWithParent } from './endWithParent.js';
import { main } from './main.js';
import { visibleConsole } from './visibleConsole.js';

// The process of one command line.
visibleConsole();
endWithParent();
process.exitCode = await main(process.argv.slice(2));
