#!/usr/bin/env node
import { endWithParent } from '../dist/endWithParent.js';
import { main } from '../dist/main.js';
import { visibleConsole } from '../dist/visibleConsole.js';

visibleConsole();
endWithParent();
process.exitCode = await main(process.argv.slice(2));
