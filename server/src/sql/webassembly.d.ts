/** The part of WebAssembly's types that we use; TypeScript has them only together with a browser's. */
declare namespace WebAssembly {
  type Imports = object;
  type Exports = object;
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports?: Imports);
    readonly exports: Exports;
  }
  function compile(bytes: Uint8Array): Promise<Module>;
}
