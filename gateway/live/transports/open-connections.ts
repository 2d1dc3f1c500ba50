/** Connections that stay open, while a process that ends has to be rid of them. */
export interface OpenConnections {
  /** Tells all of them to come back, each at its own moment within this time, and takes no more. */
  dismiss(spreadMs: number): Promise<void>;
}
