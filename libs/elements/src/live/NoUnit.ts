/** No active unit is where the reader looks: nothing has stopped, and another choice goes on. */
export class NoUnit extends Error {
  override readonly name = 'NoUnit';
}
