/**
 * Makes a process end with the one that started it and holds a channel to it, as `deconv report` does of its parts: by whatever
 * that ended, its channel closes.
 */
export function endWithParent(): void {
  const end = (): never => process.exit(1);
  // Node says nothing of a channel where there is none. One may have closed while modules were read.
  const connected = process.connected as boolean | undefined;
  if (connected === false) end();
  if (!process.channel) return;
  process.on('disconnect', end);
  // Whoever listens to a channel waits for it, unless it says otherwise.
  process.channel.unref();
}
