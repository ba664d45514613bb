/**
 * The little of WASI that a program needs which reads its arguments and writes files: everything stays in
 * memory. Node's own `node:wasi` would print an experimental warning and need a folder on disk.
 */
const ERRNO = { success: 0, badFile: 8, noEntry: 44 } as const;
const ROOT_FD = 3;
const ROOT_NAME = '/';
const FILE_TYPE = { characterDevice: 2, directory: 3, regularFile: 4 } as const;

interface MemoryFile {
  bytes: Uint8Array;
  size: number;
  position: number;
}

/** What a program left behind. */
export interface WasiRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

class ExitSignal extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`The program ended with ${code}.`);
    this.code = code;
  }
}

/** Runs a WASI command to its end, with nothing of the machine in reach. */
export async function runInMemory(module: WebAssembly.Module, args: readonly string[]): Promise<WasiRun> {
  const host = new MemoryHost(args);
  const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: host.imports() });
  const { memory, _start } = instance.exports as { memory: WebAssembly.Memory; _start: () => void };
  host.memory = memory;
  try {
    _start();
  } catch (error) {
    if (!(error instanceof ExitSignal)) throw error;
    return host.outcome(error.code);
  }
  return host.outcome(0);
}

class MemoryHost {
  memory: WebAssembly.Memory | null = null;
  readonly #args: readonly Uint8Array[];
  readonly #names = new Map<string, MemoryFile>();
  readonly #open = new Map<number, MemoryFile>([
    [1, emptyFile()],
    [2, emptyFile()],
  ]);

  constructor(args: readonly string[]) {
    this.#args = args.map((arg) => new TextEncoder().encode(`${arg}\0`));
  }

  outcome(exitCode: number): WasiRun {
    const files = new Map([...this.#names].map(([name, file]) => [name, content(file)]));
    return { exitCode, files, stdout: new TextDecoder().decode(content(this.#open.get(1) ?? emptyFile())) };
  }

  imports() {
    return {
      args_sizes_get: (count: number, size: number) => {
        this.#view.setUint32(count, this.#args.length, true);
        this.#view.setUint32(
          size,
          this.#args.reduce((total, arg) => total + arg.length, 0),
          true,
        );
        return ERRNO.success;
      },
      args_get: (pointers: number, buffer: number) => {
        let at = buffer;
        this.#args.forEach((arg, index) => {
          this.#view.setUint32(pointers + index * 4, at, true);
          this.#bytes(at, arg.length).set(arg);
          at += arg.length;
        });
        return ERRNO.success;
      },
      clock_time_get: (_clock: number, _precision: bigint, result: number) => {
        this.#view.setBigUint64(result, BigInt(Date.now()) * 1_000_000n, true);
        return ERRNO.success;
      },
      fd_close: (fd: number) => {
        if (fd > ROOT_FD) this.#open.delete(fd);
        return ERRNO.success;
      },
      fd_fdstat_get: (fd: number, result: number) => {
        this.#bytes(result, 24).fill(0);
        this.#view.setUint8(result, fileType(fd));
        this.#view.setBigUint64(result + 8, 0xffffffffffffffffn, true);
        this.#view.setBigUint64(result + 16, 0xffffffffffffffffn, true);
        return ERRNO.success;
      },
      fd_fdstat_set_flags: () => ERRNO.success,
      fd_prestat_get: (fd: number, result: number) => {
        if (fd !== ROOT_FD) return ERRNO.badFile;
        this.#view.setUint32(result, 0, true);
        this.#view.setUint32(result + 4, ROOT_NAME.length, true);
        return ERRNO.success;
      },
      fd_prestat_dir_name: (_fd: number, path: number, length: number) => {
        this.#bytes(path, length).set(new TextEncoder().encode(ROOT_NAME).subarray(0, length));
        return ERRNO.success;
      },
      fd_read: (_fd: number, _vectors: number, _count: number, result: number) => {
        this.#view.setUint32(result, 0, true);
        return ERRNO.success;
      },
      fd_seek: (fd: number, offset: bigint, whence: number, result: number) => {
        const file = this.#open.get(fd);
        if (!file) return ERRNO.badFile;
        const origin = [0, file.position, file.size][whence] ?? 0;
        file.position = origin + Number(offset);
        this.#view.setBigUint64(result, BigInt(file.position), true);
        return ERRNO.success;
      },
      fd_write: (fd: number, vectors: number, count: number, result: number) => {
        const file = this.#open.get(fd);
        if (!file) return ERRNO.badFile;
        let written = 0;
        for (let index = 0; index < count; index += 1) {
          const start = this.#view.getUint32(vectors + index * 8, true);
          const length = this.#view.getUint32(vectors + index * 8 + 4, true);
          write(file, this.#bytes(start, length));
          written += length;
        }
        this.#view.setUint32(result, written, true);
        return ERRNO.success;
      },
      path_open: (
        _fd: number,
        _lookup: number,
        path: number,
        length: number,
        openFlags: number,
        _rights: bigint,
        _inheriting: bigint,
        _flags: number,
        result: number,
      ) => {
        const name = new TextDecoder().decode(this.#bytes(path, length));
        const mayCreate = (openFlags & 1) === 1;
        if (!mayCreate) return ERRNO.noEntry;
        const file = emptyFile();
        const fd = ROOT_FD + 1 + this.#open.size;
        this.#names.set(name, file);
        this.#open.set(fd, file);
        this.#view.setUint32(result, fd, true);
        return ERRNO.success;
      },
      proc_exit: (code: number) => {
        throw new ExitSignal(code);
      },
    };
  }

  get #view(): DataView {
    return new DataView(this.#buffer);
  }

  get #buffer(): ArrayBuffer {
    if (!this.memory) throw new TypeError('The program has not been instantiated yet.');
    return this.memory.buffer;
  }

  #bytes(start: number, length: number): Uint8Array {
    return new Uint8Array(this.#buffer, start, length);
  }
}

function emptyFile(): MemoryFile {
  return { bytes: new Uint8Array(4096), size: 0, position: 0 };
}

function content(file: MemoryFile): Uint8Array {
  return file.bytes.slice(0, file.size);
}

function write(file: MemoryFile, data: Uint8Array): void {
  const end = file.position + data.length;
  if (end > file.bytes.length) {
    const grown = new Uint8Array(Math.max(end, file.bytes.length * 2));
    grown.set(file.bytes);
    file.bytes = grown;
  }
  file.bytes.set(data, file.position);
  file.position = end;
  file.size = Math.max(file.size, end);
}

function fileType(fd: number): number {
  if (fd < ROOT_FD) return FILE_TYPE.characterDevice;
  return fd === ROOT_FD ? FILE_TYPE.directory : FILE_TYPE.regularFile;
}
