/** A request that the lab can't carry out. The message says why, in one sentence. */
export class BadRequest extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadRequest';
  }
}
