const mebibyte = 2 ** 20;

/**
 * Memory for bytes on their way to the server, used over and over: what is left to the garbage collector lies there until
 * it is 64 MiB. A server that refused early may still be sent what has a room next; it reads none of it.
 */
export class Rooms {
  readonly #free: Uint8Array[] = [];

  async lend<Result>(size: number, use: (room: Uint8Array) => Promise<Result>): Promise<Result> {
    const fitting = this.#free.findIndex(({ length }) => length >= size);
    const [room = new Uint8Array(Math.ceil(size / mebibyte) * mebibyte)] =
      fitting < 0 ? [] : this.#free.splice(fitting, 1);
    try {
      return await use(room.subarray(0, size));
    } finally {
      this.#free.push(room);
    }
  }
}
