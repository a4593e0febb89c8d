// Type identifications by name, for the filter's list.

const numbers = {
  M_SP_NA_1: 1, M_SP_TA_1: 2, M_DP_NA_1: 3, M_DP_TA_1: 4, M_ST_NA_1: 5, M_ST_TA_1: 6, M_BO_NA_1: 7, M_BO_TA_1: 8, M_ME_NA_1: 9, M_ME_TA_1: 10, M_ME_NB_1: 11, M_ME_TB_1: 12, M_ME_NC_1: 13, M_ME_TC_1: 14, M_IT_NA_1: 15, M_IT_TA_1: 16,
  M_PS_NA_1: 20, M_ME_ND_1: 21, M_SP_TB_1: 30, M_DP_TB_1: 31, M_ST_TB_1: 32, M_BO_TB_1: 33, M_ME_TD_1: 34, M_ME_TE_1: 35, M_ME_TF_1: 36, M_IT_TB_1: 37, M_EP_TD_1: 38, M_EP_TE_1: 39, M_EP_TF_1: 40,
  C_SC_NA_1: 45, C_DC_NA_1: 46, C_RC_NA_1: 47, C_SE_NA_1: 48, C_SE_NB_1: 49, C_SE_NC_1: 50, C_BO_NA_1: 51, C_SC_TA_1: 58, C_DC_TA_1: 59, C_RC_TA_1: 60, C_SE_TA_1: 61, C_SE_TB_1: 62, C_SE_TC_1: 63, C_BO_TA_1: 64,
  M_EI_NA_1: 70, C_IC_NA_1: 100, C_CI_NA_1: 101, C_RD_NA_1: 102, C_CS_NA_1: 103, C_RP_NA_1: 105, C_TS_TA_1: 107, P_ME_NA_1: 110, P_ME_NB_1: 111, P_ME_NC_1: 112, P_AC_NA_1: 113,
  F_FR_NA_1: 120, F_SR_NA_1: 121, F_SC_NA_1: 122, F_LS_NA_1: 123, F_AF_NA_1: 124, F_SG_NA_1: 125, F_DR_TA_1: 126,
};

export const typeNames = Object.keys(numbers);

/** 45, "C_SC_NA_1", "c_sc": the number as text; null: any. */
export function typeNumber(text) {
  const wanted = text.trim().toUpperCase();
  if (wanted === "") return null;
  if (/^\d+$/.test(wanted)) return wanted;
  const name = typeNames.find((n) => n === wanted) ?? typeNames.find((n) => n.startsWith(wanted));
  return name ? String(numbers[name]) : wanted;
}
