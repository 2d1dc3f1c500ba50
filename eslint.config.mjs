import tseslint from "typescript-eslint";

const explicitTypes = {
  selector:
    "Decorator > CallExpression[callee.name=/^(Field|Arg|Query)$/]:not(:has(> ArrowFunctionExpression)):not(:has(> Identifier.arguments))",
  message: "Give the decorator a type function: esbuild emits no metadata for type-graphql to read.",
};

export default tseslint.config(
  {
    ignores: [
      "dist/**",
      "test/bench/built/**",
      "test/bench/peers/**",
      "test/clients/**",
      ".data/**",
      "**/*.mjs",
      "bin/**",
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-restricted-syntax": ["error", explicitTypes],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  {
    // A test knows the shape of what it asked for; the answer of a graph has no type of its own.
    files: ["test/**"],
    rules: {
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/unbound-method": "off",
    },
  },
);
