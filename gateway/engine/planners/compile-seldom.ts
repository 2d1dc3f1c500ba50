import { setFlagsFromString } from "node:v8";

/**
 * Has V8 compile code for speed later than it would by itself. A planner's code is wide and seldom run: compiling it took as much
 * time as planning its first thousand operations. To be imported first; a V8 that does not know a flag goes on without.
 */
setFlagsFromString("--always-sparkplug");
setFlagsFromString("--interrupt-budget=1000000");
