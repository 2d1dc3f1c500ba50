/** How the argument `reading` of a field is declared. */
export const READING = {
  nullable: true,
  description:
    "Lezing. Which days count; when left out the one that counts: that of the settlement, else the operators' choice.",
} as const;
