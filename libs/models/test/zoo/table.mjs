import { format } from 'prettier';

const [START, END] = ['<!-- zoo: npm run zoo -->', '<!-- /zoo -->'];

const power = (value) => (value === 0 ? '0' : value.toExponential(0).replace('e', '·10^'));

/** `1·10^-6` as people write it. */
const written = (value) =>
  power(value)
    .replace(/10\^-(\d+)$/, '10⁻$1')
    .replace(/⁻(\d+)/, (_, digits) => `⁻${superscript(digits)}`);

const superscript = (digits) => [...digits].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');

const largest = (values) => (values.length ? written(Math.max(...values)) : '–');

function row({ name, opsets }) {
  const reads = opsets.every(({ problem }) => !problem) ? 'whole' : 'in part';
  const answers = opsets.flatMap(({ answer }) => (answer === undefined ? [] : [answer]));
  const rules = opsets.flatMap(({ rules }) => (rules ? [rules] : []));
  const by = ['deconvnet', 'guided', 'gradient'].map((rule) =>
    largest(rules.flatMap((each) => (each[rule] === undefined ? [] : [each[rule]]))),
  );
  return [name, opsets.map(({ opset }) => opset).join(', '), reads, largest(answers), ...by];
}

const line = (cells) => `| ${cells.join(' | ')} |`;

/** The page with the table of these networks between its marks. @throws Error for a page without them */
export async function withTable(page, networks) {
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`the page has no ${START} … ${END}`);
  const head = ['network', 'opsets', 'read', 'answer', 'deconvnet', 'guided', 'gradient'];
  const rows = [head, head.map(() => '---'), ...networks.map(row)].map(line).join('\n');
  const whole = `${page.slice(0, start)}${START}\n\n${rows}\n\n${page.slice(end)}`;
  return format(whole, { parser: 'markdown', printWidth: 120 });
}
