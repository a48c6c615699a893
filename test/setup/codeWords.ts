// Words that nobody who fills in a form knows, so that no sentence for people has them.

/** Words of GraphQL and of the code, which nobody who fills a form knows. */
export const codeWords =
  /Expected|non-nullable|\btype "|GraphQL|\bPence\b|\bDecimal\b|\bInt\b|\bDay\b|\bID\b|\bBoolean\b|FinancialYear|DataVersion|null\b|undefined|NaN|\bscalar|represent|\bVariable\b|Input\b/;
