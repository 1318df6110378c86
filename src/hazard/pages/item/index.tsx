import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { hasActions, ItemActions, ItemPanel, OpenItem } from '@/item'
import { SignedOut } from '@/pages/signed-out'
import { useStores } from '@/stores'
import { Page } from '@/ui'

/** One item by its id, as far as the person may see it. */
export default observer(function Item() {
  const stores = useStores()
  const { id = '' } = useRouter().params
  const [page] = useState(() => new OpenItem(stores, { itemId: id }))
  useDidShow(() => void page.load())
  usePullDownRefresh(() => void page.load().finally(() => Taro.stopPullDownRefresh()))
  return (
    <Page footer={hasActions(page) && <ItemActions page={page} />}>
      {page.error?.code === 'UNAUTHENTICATED' ? <SignedOut /> : <ItemPanel page={page} />}
    </Page>
  )
})
