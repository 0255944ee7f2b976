// What a document of results says, as Markdown: one function a probe.

const percent = (share) => (100 * share).toFixed(1);
const spread = ({ mean, sd }) =>
  sd === null ? percent(mean) : `${percent(mean)} ± ${percent(sd)}`;
const short = (number) => Number(number.toPrecision(3)).toString();
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const known = (values) => values.filter((value) => value !== null);
const meanOf = (values, digits) => (values.length ? mean(values).toFixed(digits) : '–');

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function overlapOf(overlap) {
  if (!overlap) return '';
  const { found, images, with: folder, distance, bits } = overlap;
  return `\n\nNear-duplicates among the ${images} images of ${folder} (at most ${distance} of ${bits} bits of a difference hash differ): ${found.length || 'none'}${found.length ? ', left out' : ''}.`;
}

/** How a classifier on frozen features was trained and measured, in words. */
function classifierOf({ folds, test, seed, strengths }, classes) {
  return `Softmax classifier, L-BFGS, decay chosen among ${strengths.join(', ')} on a fifth of the first fold's training images; ${folds} folds (seed ${seed}), at most ${test} test images a class, mean over ${classes} classes, ± standard deviation over folds.`;
}

/** How what learned from scratch was trained, in words. */
function scratchOf(scratch) {
  if (!scratch) return '';
  const { architecture, parameters, epochs, batchSize, peakRate, measures } = scratch;
  const folds = measures[0].folds.length;
  return `\n\nFrom scratch: \`${architecture}\` with ${parameters.toLocaleString('en-GB')} parameters, ${epochs} epochs in batches of ${batchSize}, peak rate ${peakRate}, random crops and mirror images; the first ${folds} of the folds.`;
}

function transfer({ measures, scratch, options, classes, pooled, overlap }) {
  const rows = measures.map(({ perClass, ...accuracy }) => {
    const learned = scratch?.measures.find((each) => each.perClass === perClass);
    return [
      `${perClass}`,
      spread(accuracy),
      learned ? spread(learned) : '–',
      `${accuracy.tested}`,
      `${accuracy.strength}`,
    ];
  });
  const head = [
    'images a class',
    `${options.layer}, frozen, %`,
    'from scratch, %',
    'tested',
    'decay',
  ];
  const size = pooled.reduce((product, length) => product * length, 1);
  return `${table(head, rows)}\n\n${classifierOf(options, classes.length)} ${size} features (${pooled.join('×')}).${scratchOf(scratch)}${overlapOf(overlap)}`;
}

function layers({ layers: measured, options, classes, overlap }) {
  const rows = measured.map(({ layer, shape, pooled, ...accuracy }) => [
    layer,
    spread(accuracy),
    shape.join('×'),
    pooled.join('×'),
    `${accuracy.strength}`,
  ]);
  const head = [
    'layer',
    `right at ${options.perClass} images a class, %`,
    'map',
    'as read',
    'decay',
  ];
  return `${table(head, rows)}\n\n${classifierOf(options, classes.length)} Maps with more than ${options.most} values are averaged over a grid.${overlapOf(overlap)}`;
}

function ablate({ networks, options, images }) {
  const rows = networks.map(({ name, parameters, training, validation, runs }) => [
    name,
    parameters.toLocaleString('en-GB'),
    spread(training),
    spread(validation),
    ...filtersOf(runs.map(({ layers: found }) => found[0])),
  ]);
  const looked = ['dominant', 'dominated', 'dead', 'alike', 'mid', 'aliasing'];
  const head = ['network', 'parameters', 'training error, %', 'validation error, %', ...looked];
  const { epochs, stepsPerEpoch, batchSize, seeds, peakRate } = options;
  return `${table(head, rows)}\n\n${images.training} images to learn from, ${images.validation} to measure by, at ${networks[0].inputSize} pixels; ${epochs * stepsPerEpoch} steps of ${batchSize} images, peak rate ${peakRate}, ${networks[0].batchNorm ? 'with' : 'without'} batch normalisation; seeds ${seeds.join(', ')}, ± standard deviation over them. The last six columns are of the first convolution's filters, means over seeds.`;
}

function filtersOf(found) {
  const spectra = known(found.map(({ spectrum }) => spectrum));
  const folded = known(found.map(({ aliasing }) => aliasing));
  const share = (values, digits) => (values.length ? `${meanOf(values, digits)} %` : '–');
  return [
    meanOf(
      found.map(({ dominant }) => dominant),
      1,
    ),
    meanOf(
      found.map(({ dominated }) => dominated),
      1,
    ),
    meanOf(known(found.map(({ dead }) => dead)), 1),
    meanOf(
      found.map(({ duplicates }) => duplicates),
      1,
    ),
    share(
      spectra.map(({ mid }) => 100 * mid),
      0,
    ),
    share(
      folded.map(({ photographs }) => 100 * photographs),
      1,
    ),
  ];
}

function correspond({ parts, options, data }) {
  const { layers: names, size, draws, seed } = options;
  const cell = (change) => (change ? `${change.mean.toFixed(3)} ± ${change.sd.toFixed(3)}` : '–');
  const rows = Object.entries(parts).map(([part, byLayer]) => [
    part,
    ...names.flatMap((name) => [cell(byLayer[name].all), cell(byLayer[name].active)]),
  ]);
  const head = ['part', ...names.flatMap((name) => [`${name}, all`, `${name}, active`])];
  return `${table(head, rows)}\n\n${data.images} images, a square of ${size} pixels, ${draws} masks at random (seed ${seed}); \`active\` leaves out positions where both differences are zero.`;
}

function diagnose({ networks, data }) {
  const rows = networks
    .at(-1)
    .layers.map((layer) => [
      layer.layer,
      `${layer.filters}`,
      `${layer.size.join('×')}/${layer.stride[0]}`,
      `${layer.dominant.length}`,
      `${layer.dominated.length}`,
      layer.dead ? `${layer.dead.length}` : '–',
      `${layer.duplicates.length}`,
      layer.spectrum ? `${(100 * layer.spectrum.mid).toFixed(0)} %` : '–',
      layer.aliasing ? `${percent(layer.aliasing.photographs)} %` : '–',
    ]);
  const looked = ['dominant', 'dominated', 'dead', 'alike', 'mid', 'aliasing'];
  return `${table(['layer', 'filters', 'size/stride', ...looked], rows)}\n\nDead: never active over ${data.images} images.`;
}

function invariance({ images, options, score }) {
  const { transform, from, to, step, layers: names } = options;
  const rows = names.map((name) => {
    const largest = mean(images.map(({ distance }) => Math.max(...distance[name])));
    return [name, score[name] === null ? '–' : score[name].toFixed(3), short(largest)];
  });
  const lowest = mean(images.map(({ probability }) => Math.min(...probability)));
  const head = [
    `${transform}, ${from} to ${to} by ${step}`,
    'invariance (1 = unmoved)',
    'largest distance',
  ];
  return `${table(head, rows)}\n\nMeans over ${images.length} images; the class's probability falls to ${percent(lowest)} % at its lowest, on average.`;
}

function occlude({
  clean,
  probability,
  label,
  activity,
  grid,
  classes,
  classIndex,
  layer,
  channel,
}) {
  const all = probability.flat();
  const changed = label.flat().filter((each) => each !== clean.label).length;
  const rows = [
    [
      `probability of ${classes[classIndex]}`,
      percent(clean.probability),
      percent(Math.min(...all)),
    ],
    [
      `activity of ${layer}, channel ${channel}`,
      short(clean.activity),
      short(Math.min(...activity.flat())),
    ],
  ];
  return `${table(['measured', 'uncovered', 'lowest, by place of the square'], rows)}\n\nA square of ${grid.size} pixels at ${grid.rows}×${grid.cols} places; another class is the most probable at ${changed} of ${all.length}.`;
}

function top({ layers: found, options, data }) {
  const rows = found.map(({ layer, maps }) => {
    const shares = maps.map(({ entries }) => {
      const counts = new Map();
      for (const { image } of entries) {
        const folder = image.split('/').at(-2);
        counts.set(folder, (counts.get(folder) ?? 0) + 1);
      }
      return Math.max(...counts.values()) / entries.length;
    });
    return [layer, `${maps.length}`, `${percent(mean(shares))} %`];
  });
  return `${table(['layer', 'maps', `of the ${options.k} strongest images, of one class`], rows)}\n\nOver ${data.images} images, maps ${options.channels} (seed ${options.seed}). A tenth of the images are of each class.`;
}

function evolution({ maps, checkpoints, options }) {
  const names = [...new Set(maps.map(({ layer }) => layer))];
  const rows = names.map((name) => [
    name,
    ...checkpoints.map((_, at) => {
      const values = maps.flatMap(({ layer, cells }) =>
        layer === name ? [cells[at].similarity] : [],
      );
      return meanOf(known(values), 2);
    }),
  ]);
  return `${table(['layer', ...checkpoints.map(({ name }) => `epoch ${name}`)], rows)}\n\nMean cosine between the projections, then and at the checkpoint before, of the unit that was the strongest: 1 where a feature has settled. Maps ${options.channels} (seed ${options.seed}).`;
}

const PROBES = {
  ...{ ablate, correspond, diagnose, evolution, invariance },
  ...{ layers, occlude, top, transfer },
};

/** What a document of results says, as Markdown. */
export function oursOf(results) {
  return PROBES[results.probe](results);
}
