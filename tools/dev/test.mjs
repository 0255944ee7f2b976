// `npm test`: sets everything up, runs every check there is, prints one closing line over all of them.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBrowser, ensureOtherBrowsers, installDependencies, root } from './setup.mjs';

/** Checks that pass or fail as a whole: nx targets, in words. */
const CHECKS = new Map([
  ['build', 'build'],
  ['typecheck', 'types of tests'],
  ['lint', 'lint'],
  ['doors', 'doors'],
  ['unused', 'unused code and dependencies'],
  ['format:check', 'format'],
]);
const REPORTS = `${root}.cache/reports/@deconv/`;

/** Runs targets wherever there are such; nx keeps what passed, for as long as nothing that it depends on changes. */
function run(targets) {
  const env = { ...process.env, NX_DAEMON: 'false', ASTRO_TELEMETRY_DISABLED: '1' };
  const args = ['nx', 'run-many', '-t', ...targets];
  return spawnSync('npx', args, { cwd: root, stdio: 'inherit', env }).status === 0;
}

/** Sums the reports that the test suites left behind. */
function countTests() {
  let [passed, failed] = [0, 0];
  for (const file of existsSync(REPORTS) ? readdirSync(REPORTS) : []) {
    const report = JSON.parse(readFileSync(REPORTS + file, 'utf8'));
    passed += report.numPassedTests;
    failed += report.numFailedTests;
  }
  return [passed, failed];
}

installDependencies();
if (!ensureBrowser()) process.exit(1);
if (process.env.CI) ensureOtherBrowsers();
rmSync(REPORTS, { recursive: true, force: true });

// All together, so that every core has work. Where something failed, each check is asked for itself: what passed is known.
const allPassed = run([...CHECKS.keys(), 'test']);
let [passed, failed] = countTests();
for (const [target, name] of CHECKS) {
  const ok = allPassed || run([target]);
  if (ok) passed++;
  else failed++;
  console.log(`${ok ? 'passed' : 'FAILED'}: ${name}`);
}
// A suite that ends without counting a failure, such as one that cannot start, must not go unseen.
if (!allPassed && failed === 0) failed++;
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
