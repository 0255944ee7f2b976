/** An address leads to a document of results, rather than to a model: to JSON that is no `model.json`. */
export function isDocument(address: string | undefined): boolean {
  if (!address) return false;
  if (address.startsWith('data:')) return true;
  const path = address.replace(/[?#].*/, '');
  return path.endsWith('.json') && !path.endsWith('model.json');
}
