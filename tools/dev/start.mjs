// `npm start`: sets everything up, builds, and serves the page.
import { installDependencies, must } from './setup.mjs';

installDependencies();
process.env.ASTRO_TELEMETRY_DISABLED = '1';
must('npx', ['nx', 'run', '@deconv/paper:build']);
must('npm', ['run', 'preview', '-w', '@deconv/paper']);
