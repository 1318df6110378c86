import { limits } from '@contract/limits'
import { Input, Text, View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { hasActions, ItemActions, ItemPanel, OpenItem } from '@/item'
import { digitsField } from '@/platform/digits'
import { type Stores, useStores } from '@/stores'
import { Button, Cell, CellGroup, Field, inFours, Page, whenWords } from '@/ui'
import { receiptDigits } from '../../receipt'
import type { SentReport } from '../../sent-reports'
import { useHazard } from '../../stores'
import './index.scss'

const unknownReceipt = '没有这个查询码，请对照抄下的数字再核对一遍'

/** A confidential report by its receipt, without signing in. The receipt is never part of an address. */
export default observer(function Follow() {
  const stores = useStores()
  const hazard = useHazard()
  const [digits, setDigits] = useState('')
  const [wrong, setWrong] = useState<string>()
  const [page, setPage] = useState<OpenItem>()

  const open = async (receipt: string) => {
    if (receipt.length < limits.receiptDigits) {
      setWrong(`查询码是 ${limits.receiptDigits} 位数字，还差 ${limits.receiptDigits - receipt.length} 位`)
      return
    }
    const found = await lookUp(stores, receipt)
    if (found.view) setPage(found)
    else setWrong(found.error?.code === 'NOT_FOUND' ? unknownReceipt : found.error?.message)
  }

  useEffect(() => {
    const receipt = hazard.receiptToFollow
    hazard.receiptToFollow = undefined
    if (receipt !== undefined) void lookUp(stores, receipt).then(setPage)
  }, [hazard, stores])
  usePullDownRefresh(() => void Promise.resolve(page?.load()).finally(() => Taro.stopPullDownRefresh()))

  if (page)
    return (
      <Page footer={hasActions(page) && <ItemActions page={page} />}>
        <ItemPanel page={page} />
        <Button kind='text' onPress={() => setPage(undefined)}>
          查另一个查询码
        </Button>
      </Page>
    )

  return (
    <Page footer={<Button onPress={() => open(digits)}>查进展</Button>}>
      <Field
        label='查询码'
        required
        hint={`保密报告发送后给您的 ${limits.receiptDigits} 位数字。不用登录。`}
        error={wrong}
      >
        <Input
          className='hh-input follow-code'
          value={inFours(digits)}
          placeholder='0000 0000 0000 0000'
          placeholderClass='hh-placeholder'
          maxlength={-1}
          confirmType='search'
          onInput={(e) => {
            setDigits(receiptDigits(e.detail.value))
            setWrong(undefined)
          }}
          onConfirm={() => void open(digits)}
          {...digitsField({ label: '查询码', required: true, invalid: wrong !== undefined })}
        />
        {digits !== '' && digits.length < limits.receiptDigits && (
          <Text className='follow-left'>{`还差 ${limits.receiptDigits - digits.length} 位`}</Text>
        )}
      </Field>
      <Receipts title='还没抄下来的查询码' reports={hazard.sent.unsaved} onOpen={open} />
      <Receipts title='存在这部手机里的' reports={hazard.sent.kept} onOpen={open} />
    </Page>
  )
})

async function lookUp(stores: Stores, receipt: string): Promise<OpenItem> {
  const page = new OpenItem(stores, { receipt })
  await page.load()
  return page
}

const Receipts = observer(function Receipts({
  title,
  reports,
  onOpen,
}: {
  title: string
  reports: SentReport[]
  onOpen: (receipt: string) => Promise<void>
}) {
  const { session } = useStores()
  const { sent } = useHazard()
  if (reports.length === 0) return null
  return (
    <CellGroup title={title}>
      {reports.map((report) => (
        <View key={report.key}>
          <Cell
            title={inFours(report.answer.receipt ?? '')}
            hint={`${whenWords(report.at, session.now())} 报的，轻点查进展`}
            onPress={() => void onOpen(report.answer.receipt ?? '')}
          />
          <View className='follow-forget'>
            <Button
              kind='text'
              small
              label={`从这部手机移除查询码 ${report.answer.receipt ?? ''}`}
              onPress={() => sent.settle(report.key, false)}
            >
              {report.kept ? '从这部手机移除' : '我已经抄好，移除'}
            </Button>
          </View>
        </View>
      ))}
    </CellGroup>
  )
})
