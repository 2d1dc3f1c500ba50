/** The parts of a multipart answer, each as it comes. */
export async function* readParts(body: AsyncIterable<Buffer>): AsyncGenerator<Record<string, unknown>> {
  let text = "";
  for await (const chunk of body) {
    text += chunk.toString();
    const pieces = text.split(/\r\n---(?:--)?\r\n/);
    text = pieces.pop() ?? "";
    for (const piece of pieces) {
      const json = piece.slice(piece.indexOf("\r\n\r\n") + 4);
      if (json.startsWith("{")) yield JSON.parse(json) as Record<string, unknown>;
    }
  }
}
