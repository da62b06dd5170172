/**
 * Stems by which international nonproprietary names of medicines are told (WHO, “The use of stems in the selection of
 * International Nonproprietary Names”), those that end no common word.
 */
const STEM =
  /(?:mab|tinib|ratinib|fenib|ciclib|parib|lisib|zomib|rafenib|glutide|reotide|gliptin|gliflozin|glitazone|vastatin|sartan|nopril|olol|prazole|conazole|azepam|azolam|caine|cillin|mycin|floxacin|cycline|[aeo]vir|oxetine|triptan|setron|dronate|parin|platin|taxel|rubicin|limus|lukast|buterol|meterol|methasone|codone|morphine|morphone|barbital|thiazide|peridone|semide|leucel|siran|nersen|lorphan|fentanil|fentanyl|amphetamine|cannabinol|cannabidiol|orphine)$/;

/** Names with no stem of their own that releases of prosecutors and health bodies name. */
export const SUBSTANCES: readonly string[] =
  'cocaine heroin ketamine methadone naloxone psilocybin lsd mdma ghb pcp insulin metformin ibuprofen paracetamol acetaminophen warfarin aspirin'.split(
    ' ',
  );

/** The last two letters of the stems: most words need no look at the stems. */
const ENDS = new Set('ab ib de in ne an il ol le am ir on te el us st al en yl'.split(' '));

/** Whether a folded word has the ending of a name of a medicine. */
export const isMedicine = (key: string): boolean => key.length >= 8 && ENDS.has(key.slice(-2)) && STEM.test(key);
