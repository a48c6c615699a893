// The one error of the finance core: an input that no figure can be made from.

/** An input that cannot be used. `field` is the path of the field at fault as the caller named it ("terms.places[1].endsOn"). */
export class InputError extends Error {
  readonly code = "BAD_INPUT";

  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}
