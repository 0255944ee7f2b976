#!/usr/bin/env node
import { main } from '../dist/main.js';
import { visibleConsole } from '../dist/visibleConsole.js';

visibleConsole();
process.exitCode = await main(process.argv.slice(2));
