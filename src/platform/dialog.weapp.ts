/** WeChat has no keyboard focus. */
export const useDialog = (_onClose: () => void): Record<string, unknown> => ({})
