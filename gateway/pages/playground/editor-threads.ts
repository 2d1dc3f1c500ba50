// Imported for what it does, before anything of the editor: the editor asks here for its threads.
(globalThis as { MonacoEnvironment?: unknown }).MonacoEnvironment = {
  getWorker(_id: string, label: string): Worker {
    const name = label === "json" || label === "graphql" ? label : "editor";
    return new Worker(WORKERS[name], { type: "module", name });
  },
};
