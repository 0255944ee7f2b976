// Holds a folder until its standard input ends: node hold.mjs FOLDER
import { lockFolder } from '../../dist/lock/lockFolder.js';

try {
  const { release } = await lockFolder(process.argv[2]);
  process.stdin.on('end', () => void release()).resume();
  console.log('held');
} catch (error) {
  console.log(error.message);
}
