import Sequencer from "@jest/test-sequencer";

/** Folders whose tests start processes, databases or browsers, the longest first. */
const HEAVY = ["failure", "browser", "security", "contract", "journeys", "cli", "live", "engine", "gateway"];

/** Runs the long files first, so that both workers end at the same time, on a machine that has never run them too. */
export default class HeavyFirst extends Sequencer {
  sort(tests) {
    const order = new Map(super.sort(tests).map((test, place) => [test, place]));
    const weight = ({ path }) => {
      const place = HEAVY.findIndex((folder) => path.includes(`/test/${folder}/`));
      return place < 0 ? HEAVY.length : place;
    };
    return [...tests].sort((a, b) => weight(a) - weight(b) || order.get(a) - order.get(b));
  }
}
