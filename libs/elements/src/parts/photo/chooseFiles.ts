/** Hands over the files that a reader chose, and empties the field: choosing the same ones again counts as a change. */
export function chooseFiles(event: Event, onFiles: (files: File[]) => void): void {
  const input = event.target as HTMLInputElement;
  onFiles([...(input.files ?? [])]);
  input.value = '';
}
