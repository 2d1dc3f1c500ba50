export function findProgram(program: string): string | undefined;
export function installPrograms(levels: readonly string[]): string[];
