import { createLog } from "../../../platform/log.js";
import { createMemoryBus } from "../../../platform/bus/memory-bus.js";
import { busContract } from "./bus-contract.js";

busContract("the stream in memory", (window) => Promise.resolve(createMemoryBus({ window, log: createLog("silent") })));
