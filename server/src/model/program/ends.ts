/** The program does what isn't understood here. */
export class Beyond extends Error {}

/** PostgreSQL ends the program, or what stands in a block with EXCEPTION. */
export class Raised extends Error {}
