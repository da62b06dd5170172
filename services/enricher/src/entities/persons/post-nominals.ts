import type { Document } from '../../document.ts';

const POST_NOMINALS = new Set(
  'md phd esq cpa cfa jd mba dds dvm rn pe obe mbe cbe qc kc mp msp td mep mla mpp cissp faia aia facs edd pharmd cfp dnp msn np psyd qpm frs dsc dphil am ao oam bcom facc faap facp fca frcp frsc rcpch llm llb'.split(
    ' ',
  ),
);

/** Letters after a name, written so: “Esq.”, “PhD”, “QPM”. */
export const isPostNominal = (doc: Document, at: number): boolean => {
  const token = doc.tokens[at];
  return (
    token?.capital === true &&
    POST_NOMINALS.has(token.key) &&
    (/\p{Lu}.*\p{Lu}/u.test(token.text) || token.key === 'esq')
  );
};
