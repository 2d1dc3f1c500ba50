/** Settings with which nothing is shed however busy the machine is. */
export const ROOMY = { AMA_LOAD_QUEUE: "100000", AMA_LOAD_QUEUE_MS: "600000" };
