import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import { ROOT } from './house.ts';

const WORKFLOWS = '.github/workflows';
const TEMPLATES = '.github/ISSUE_TEMPLATE';
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`);

/** The jobs of a workflow: the lines of each, by its name. */
function jobsOf(workflow: string): Map<string, string> {
  const [, jobs = ''] = textOf(`${WORKFLOWS}/${workflow}`).split(/^jobs:\n/m);
  const named = jobs.split(/^ {2}(?=\w[\w-]*:\n)/m).slice(1);
  return new Map(named.map((job) => [job.slice(0, job.indexOf(':')), job]));
}

test.each([...filesIn(WORKFLOWS), ...filesIn(TEMPLATES)])('%s is YAML', async (file) => {
  await expect(format(textOf(file), { parser: 'yaml' })).resolves.toBeTruthy();
});

test('a text that is no YAML is not taken for some', async () => {
  await expect(format('jobs:\n\ttest: [', { parser: 'yaml' })).rejects.toThrow();
});

test('the checks of a pull request are those of npm test', () => {
  expect(textOf(`${WORKFLOWS}/check.yml`)).toMatch(/^ {2}pull_request:$/m);
  expect(jobsOf('check.yml').get('test')).toMatch(/^ {6}- run: \.ci\/run$/m);
  expect(textOf('.ci/run')).toMatch(/exec npm test$/m);
});

test('the page is published only where the checks pass', () => {
  const jobs = jobsOf('pages.yml');
  expect([...jobs.keys()]).toEqual(['test', 'build', 'deploy']);
  expect(jobs.get('test')).toContain('uses: ./.github/workflows/check.yml');
  expect(jobs.get('build')).toMatch(/^ {4}needs: test$/m);
  expect(jobs.get('deploy')).toMatch(/^ {4}needs: build$/m);
  expect(jobs.get('deploy')).toContain('actions/deploy-pages');
  for (const job of ['test', 'build', 'deploy']) expect(jobs.get(job)).not.toMatch(/^ {4}if:/m);
});

test('a container to work in has a Node that package.json takes, and may install a browser', () => {
  const { image, remoteUser } = JSON.parse(textOf('.devcontainer/devcontainer.json')) as {
    image: string;
    remoteUser: string;
  };
  const { engines } = JSON.parse(textOf('package.json')) as { engines: { node: string } };
  expect(/node:(\d+)/.exec(image)?.[1]).toBe(/\d+/.exec(engines.node)?.[0]);
  expect(remoteUser).toBe('root');
});
