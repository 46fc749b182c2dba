/** A SHA-256 hash. */
export type Hash = Uint8Array

/** Nodes by `level/index`. */
export type NodeTable = Map<string, Hash>
