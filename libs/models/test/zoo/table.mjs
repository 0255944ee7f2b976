import { format } from 'prettier';

const NETWORKS = ['<!-- zoo: npm run zoo -->', '<!-- /zoo -->'];
const GRAPH_MODELS = ['<!-- graph models: npm run zoo -->', '<!-- /graph models -->'];

const LIGHT = ['<!-- light graphs: npm run zoo -->', '<!-- /light graphs -->'];

const power = (value) => (value === 0 ? '0' : value.toExponential(0).replace('e', '·10^'));

/** `1·10^-6` as people write it. */
const written = (value) =>
  power(value)
    .replace(/10\^-(\d+)$/, '10⁻$1')
    .replace(/⁻(\d+)/, (_, digits) => `⁻${superscript(digits)}`);

const superscript = (digits) => [...digits].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');

const RULES = ['deconvnet', 'guided', 'gradient'];

/** What Deconv differs by, and what PyTorch in 32 bits differs by from itself in 64. */
const besides = (values, own) =>
  values.length ? `${written(Math.max(...values))} / ${written(own)}` : '–';

/** How many decisions rounding made, and what is left of a difference once both decide alike. */
function decidedIn(opsets) {
  const decided = opsets.flatMap((each) => each.decided ?? []).at(-1);
  if (!decided) return '';
  const left = written(Math.max(...Object.values(decided.rules)));
  const [few, all] = [decided.differing, decided.decisions].map((n) => n.toLocaleString('en'));
  return `${few} of ${all}; then ${left}`;
}

function row({ name, float32, opsets }) {
  const answers = opsets.flatMap(({ answer }) => (answer === undefined ? [] : [answer]));
  const rules = opsets.flatMap(({ rules }) => (rules ? [rules] : []));
  const by = RULES.map((rule) => {
    const found = rules.flatMap((each) => (each[rule] === undefined ? [] : [each[rule]]));
    return besides(found, float32.rules[rule]);
  });
  const known = opsets.map(({ opset }) => opset);
  const first = known[0] === known.at(-1) - known.length + 1 ? `${known[0]}–${known.at(-1)}` : '';
  const reads = opsets.every(({ problem }) => !problem) ? 'whole' : 'in part';
  const answered = besides(answers, float32.answer);
  return [name, first || known.join(', '), reads, answered, ...by, decidedIn(opsets)];
}

const line = (cells) => `| ${cells.join(' | ')} |`;

function graphModelRow({ name, layers, read, outputs }) {
  const answers = outputs.flatMap(({ answer }) => (answer === undefined ? [] : [answer]));
  const compared = `${answers.length} of ${outputs.length}`;
  const problem = outputs.find((each) => each.problem)?.problem ?? '';
  const largest = answers.length ? written(Math.max(...answers)) : '–';
  return [name, `${read} of ${layers}`, compared, largest, problem];
}

const lightRow = ({ name, layers, kind, softmaxAdded, answer }) => [
  name,
  layers,
  softmaxAdded ? 'logits, of which a softmax makes probabilities' : kind,
  written(answer),
];

function between(page, [start, end], head, rows) {
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page has no ${start} … ${end}`);
  const table = [head, head.map(() => '---'), ...rows].map(line).join('\n');
  return `${page.slice(0, from)}${start}\n\n${table}\n\n${page.slice(to)}`;
}

/** The page with the tables of these results between their marks. @throws Error for a page without them */
export async function withTables(page, { networks, graphModels, light }) {
  const head = ['network', 'opsets', 'read', 'answer', ...RULES, 'decided otherwise'];
  const first = between(page, NETWORKS, head, networks.map(row));
  const other = ['network', 'layers read', 'outputs', 'difference', 'in the way'];
  const second = between(first, GRAPH_MODELS, other, graphModels.map(graphModelRow));
  const last = ['network', 'layers', 'its answer', 'difference'];
  const whole = between(second, LIGHT, last, light.map(lightRow));
  return format(whole, { parser: 'markdown', printWidth: 120 });
}
