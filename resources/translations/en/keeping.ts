<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>keeping</name>
    <message><source>watchroom verify 核对整条日志链，并报告多少条的内容已清除；链接值应与上面一致</source><translation>watchroom verify checks the whole chain of the journal and tells how many entries lost their content; the link must be the one above</translation></message>
    <message><source>{day} 前答复</source><translation>to be answered by {day}</translation></message>
    <message><source>{ends} 到期</source><translation>due {ends}</translation></message>
    <message><source>{ends} 到期；{why}</source><translation>due {ends}; {why}</translation></message>
    <message><source>{ends} 已到期</source><translation>due since {ends}</translation></message>
    <message><source>{file} 所在的文件夹不能写入，不能更换口令</source><translation>The folder of {file} cannot be written; the passphrase was not changed</translation></message>
    <message><source>{file} 现在不能修改，没有清除</source><translation>{file} cannot be changed now; nothing was erased</translation></message>
    <message><source>{file} 还在别处打开着。请先关闭所有使用它的窗口和命令，再更换口令</source><translation>{file} is open elsewhere. Close every window and command that uses it, then change the passphrase</translation></message>
    <message><source>{kind} {n} 条留下，不再指向被清除的记录</source><translation>{kind}: {n} stay and no longer point to what is erased</translation></message>
    <message><source>{kind} {n} 条：{why}</source><translation>{kind}: {n}. {why}</translation></message>
    <message><source>{kind}“{title}”的{field}</source><translation>{field} of {kind} “{title}”</translation></message>
    <message><source>{kind}：到期 {due}，已删除 {removed}，还在用 {held}，30 天内 {soon}，没有期限 {unending} {why}</source><translation>{kind}: due {due}, removed {removed}, still needed {held}, within 30 days {soon}, without an end {unending} {why}</translation></message>
    <message><source>{n} 条 30 天内到期</source><translation>{n} due within 30 days</translation></message>
    <message><source>{n} 条到期但还在用</source><translation>{n} due but still needed</translation></message>
    <message><source>{n} 条已到期</source><translation>{n} due</translation></message>
    <message><source>{n} 条早已删除，只剩日志里有</source><translation>{n} removed long ago, only in the journal</translation></message>
    <message><source>{n} 条没有期限：{why}</source><translation>{n} without an end: {why}</translation></message>
    <message><source>{other}还引用它</source><translation>{other} still refers to it</translation></message>
    <message><source>{people} · {basis} · 日志第 {n} 条</source><translation>{people} · {basis} · journal entry {n}</translation></message>
    <message><source>{said}，连同{along}</source><translation>{said}, along with {along}</translation></message>
    <message><source>{station} · {when}</source><translation>{station} · {when}</translation></message>
    <message><source>{station} 于 {when} 出具，依据《个人信息保护法》第四十五条</source><translation>{station}, {when}; by article 45 of the Personal Information Protection Law</translation></message>
    <message><source>{station} 恢复密钥</source><translation>Recovery key of {station}</translation></message>
    <message><source>{station} 恢复密钥.pdf</source><translation>Recovery key of {station}.pdf</translation></message>
    <message><source>{title}：十五天内答复，答复前留在“更正请求”里。</source><translation>{title}: to be answered within fifteen days; until then it stays under “Corrections”.</translation></message>
    <message><source>{when}：{what}</source><translation>{when}: {what}</translation></message>
    <message><source>{who}，{second} 同意</source><translation>{who}, agreed by {second}</translation></message>
    <message><source>“{field}”还没有填，从那天起保存 {days} 天</source><translation>“{field}” is empty; kept for {days} days from that day on</translation></message>
    <message><source>〔已清除〕</source><translation>[erased]</translation></message>
    <message><source>一般</source><translation>Open</translation></message>
    <message><source>不再询问</source><translation>Do not ask again</translation></message>
    <message><source>不清除</source><translation>Do not erase</translation></message>
    <message><source>两次输入的新口令不一样</source><translation>The new passphrase was typed in two different ways</translation></message>
    <message><source>个人信息</source><translation>Personal</translation></message>
    <message><source>个人信息到了保存期限就要清除。还在用的先不清除，写着原因；没有期限的也写着原因。</source><translation>Personal data are erased when their time is over. What is still needed stays for now, with the reason; so does what has no end.</translation></message>
    <message><source>个人信息报告</source><translation>Report of personal data</translation></message>
    <message><source>个人信息报告…</source><translation>Report of personal data…</translation></message>
    <message><source>个人信息报告：{name}</source><translation>Report of personal data: {name}</translation></message>
    <message><source>个人信息清除证明</source><translation>Proof of erasing personal data</translation></message>
    <message><source>个人信息的保存期限</source><translation>How long personal data are kept</translation></message>
    <message><source>个人信息的保存期限…</source><translation>How long personal data are kept…</translation></message>
    <message><source>会断开的关联</source><translation>Links that are emptied</translation></message>
    <message><source>保存期限届满</source><translation>Retention is over</translation></message>
    <message><source>保存期限：{why}</source><translation>Kept: {why}</translation></message>
    <message><source>保存期限：从{field}（{since}）起 {days} 天，到 {end} 为止</source><translation>Kept for {days} days from “{field}” ({since}), until {end}</translation></message>
    <message><source>先抄好恢复密钥，再勾选上面一行</source><translation>First write the recovery key down, then tick the line above</translation></message>
    <message><source>共 {n} 次</source><translation>{n} times in all</translation></message>
    <message><source>共 {n} 组，每组末位用来查抄写错误；字母 O、I、L 不会出现。</source><translation>{n} groups; the last sign of each checks for slips. The letters O, I and L do not occur.</translation></message>
    <message><source>其中 {count} 条的内容已按规定清除，只留校验值。</source><translation>The content of {count} of them was erased as it must be; their digests stay.</translation></message>
    <message><source>其他记录里提到的地方</source><translation>Named in other records</translation></message>
    <message><source>内容</source><translation>Content</translation></message>
    <message><source>内容已经抹去；何时、何人、依据和数量留在日志里，可以核对。</source><translation>The content is gone; when, who, on what basis and how much stays in the journal and can be checked.</translation></message>
    <message><source>再输一次新口令</source><translation>New passphrase once more</translation></message>
    <message><source>写出一个人的个人信息报告（.xlsx）：登记了什么、谁改过、谁看过。</source><translation>Write a report of what is held about a person (.xlsx): what it is, who changed it, who looked.</translation></message>
    <message><source>出具时间</source><translation>Made at</translation></message>
    <message><source>出具本证明时，文件的空白页尚未整理完。</source><translation>When this was made the free pages of the file were not swept yet.</translation></message>
    <message><source>列出到期、快到期、还在用和没有期限的个人信息。</source><translation>List personal data that are due, soon due, still needed, or without an end.</translation></message>
    <message><source>删除的附件文件</source><translation>Attached files deleted</translation></message>
    <message><source>别处写到了名字或号码，不会改，请自行核对</source><translation>Names or numbers written elsewhere; they are not changed, please look</translation></message>
    <message><source>到期</source><translation>Due</translation></message>
    <message><source>到期的会列在这里，逐类清除。</source><translation>What is due is listed here, to be erased kind by kind.</translation></message>
    <message><source>加密</source><translation>Encrypt</translation></message>
    <message><source>口令不能是恢复密钥的样子，请另选一个</source><translation>The passphrase must not look like a recovery key: choose another one</translation></message>
    <message><source>口令太简单：至少要有 {n} 个不同的字符</source><translation>The passphrase is too simple: it needs at least {n} different characters</translation></message>
    <message><source>口令已更换。</source><translation>The passphrase was changed.</translation></message>
    <message><source>口令至少 {n} 个字符</source><translation>A passphrase has at least {n} characters</translation></message>
    <message><source>另有 {n} 处</source><translation>{n} more</translation></message>
    <message><source>另有 {n} 条没有列出</source><translation>{n} more are not listed</translation></message>
    <message><source>只答复</source><translation>Answer only</translation></message>
    <message><source>同意人</source><translation>Agreed by</translation></message>
    <message><source>同意清除的人的姓名或警号</source><translation>Name or number of who agrees</translation></message>
    <message><source>哪一类</source><translation>Kind</translation></message>
    <message><source>哪一项</source><translation>Field</translation></message>
    <message><source>在这台电脑的系统钥匙串里记住</source><translation>Remember in this computer's key ring</translation></message>
    <message><source>处理结果，或不予更正的理由</source><translation>What was done, or why nothing is corrected</translation></message>
    <message><source>如有不准确或不完整，可以请求更正、补充（第四十六条）；保存期满或不再需要的，可以请求删除（第四十七条）</source><translation>What is wrong or missing may be asked to be corrected (article 46); what is no longer needed or past its time may be asked to be erased (article 47)</translation></message>
    <message><source>存成 PDF…</source><translation>Save as PDF…</translation></message>
    <message><source>存成可打印的一页</source><translation>Save as a page to print</translation></message>
    <message><source>存成可打印的一页…</source><translation>Save as a page to print…</translation></message>
    <message><source>已删除，日志保存到 {ends}</source><translation>removed; kept in the journal until {ends}</translation></message>
    <message><source>已更正</source><translation>Corrected</translation></message>
    <message><source>已清除 {n} 条记录，抹去日志 {entries} 条的内容。</source><translation>{n} records erased, and the content of {entries} journal entries.</translation></message>
    <message><source>已清除 {what}，抹去日志 {n} 条的内容。</source><translation>Erased: {what}; content of {n} journal entries wiped.</translation></message>
    <message><source>已答复：{feedback}</source><translation>Answered: {feedback}</translation></message>
    <message><source>已记下，十五天内答复。</source><translation>Noted; to be answered within fifteen days.</translation></message>
    <message><source>应为</source><translation>Should be</translation></message>
    <message><source>应本人请求删除（《个人信息保护法》第四十七条）</source><translation>At the person's own request (Personal Information Protection Law, article 47)</translation></message>
    <message><source>忘了口令时，在输口令的地方逐组输入它，横线和空格可以不输；打开后要换一个新口令，这份密钥随即作废。</source><translation>When the passphrase is forgotten, type it group by group where the passphrase is asked for; hyphens and blanks may be left out. A new passphrase is then chosen, and this key is void.</translation></message>
    <message><source>忘了口令，只有它能打开“{station}”。谁拿到它和站文件，谁就能打开，所以抄在纸上、锁起来，不要存在这台电脑里。它只显示这一次；换口令之后它就作废，会有新的。</source><translation>If the passphrase is forgotten, only this opens “{station}”. Whoever has it and the file can open it, so write it on paper, lock it away and do not keep it on this computer. It is shown this once; a change of passphrase makes it void and gives a new one.</translation></message>
    <message><source>怎样核对</source><translation>How to check</translation></message>
    <message><source>恢复密钥</source><translation>Recovery key</translation></message>
    <message><source>恢复密钥第 {groups} 组抄写有误，请对照原件检查</source><translation>Group {groups} of the recovery key is mistyped; compare it with what was written down</translation></message>
    <message><source>恢复密钥，只显示这一次。抄在纸上锁起来；忘了口令时用它打开：</source><translation>Recovery key, shown only this once. Write it down and lock it away; it opens the file when the passphrase is forgotten:</translation></message>
    <message><source>我已经抄好并放在安全的地方</source><translation>I have written it down and put it in a safe place</translation></message>
    <message><source>截断写前日志</source><translation>Cutting the write-ahead log</translation></message>
    <message><source>抹去内容的日志条目</source><translation>Journal entries without their content</translation></message>
    <message><source>抹去姓名或号码的说明文字</source><translation>Words in which names or numbers were wiped</translation></message>
    <message><source>按要求更正</source><translation>Correct as asked</translation></message>
    <message><source>按请求清除…</source><translation>Erase on request…</translation></message>
    <message><source>改了哪些</source><translation>Fields</translation></message>
    <message><source>改动</source><translation>Changes</translation></message>
    <message><source>改动 {batch} 是清除个人信息，清除不能撤销</source><translation>Change set {batch} is an erasing of personal data, which cannot be undone</translation></message>
    <message><source>改动 {batch} 涉及的个人信息已到期清除，不能再撤销或重做</source><translation>Personal data in change set {batch} were erased; it can no longer be undone or redone</translation></message>
    <message><source>敏感个人信息</source><translation>Sensitive</translation></message>
    <message><source>敏感程度</source><translation>Sensitivity</translation></message>
    <message><source>数量</source><translation>Number</translation></message>
    <message><source>整个文件用新口令重新加密一遍；中途断电也不会坏。以前的备份和拷贝仍用以前的口令。换好后会给一份新的恢复密钥。</source><translation>The whole file is encrypted anew; a power cut in between does no harm. Backups and copies made before keep their passphrase. A new recovery key is given at the end.</translation></message>
    <message><source>整理站文件</source><translation>Sweeping the station file</translation></message>
    <message><source>文件里的空白页还没有整理完，关闭再打开后会接着做</source><translation>Free pages of the file are not swept yet; that goes on when it is closed and opened again</translation></message>
    <message><source>新口令</source><translation>New passphrase</translation></message>
    <message><source>日志条目</source><translation>Journal entry</translation></message>
    <message><source>日志第 {entry} 条与校验值不符，没有清除。请先核对站文件</source><translation>Journal entry {entry} is not what its digest says; nothing was erased. Check the station file first</translation></message>
    <message><source>是未归档纠纷的当事人</source><translation>Party to a dispute that is not closed</translation></message>
    <message><source>暂不清除</source><translation>Not erased yet</translation></message>
    <message><source>更换口令</source><translation>Change the passphrase</translation></message>
    <message><source>更换口令…</source><translation>Change the passphrase…</translation></message>
    <message><source>更换口令，或给没有加密的站加上口令；也可以用恢复密钥代替现在的口令。</source><translation>Change the passphrase, or give a plain station one; the recovery key serves in place of the passphrase of now.</translation></message>
    <message><source>更正</source><translation>Correct</translation></message>
    <message><source>更正个人信息</source><translation>Correction of personal data</translation></message>
    <message><source>更正个人信息：{fields}</source><translation>Correct personal data: {fields}</translation></message>
    <message><source>更正请求</source><translation>Corrections</translation></message>
    <message><source>最近一次是清除个人信息，清除不能撤销</source><translation>The latest change is an erasing of personal data, which cannot be undone</translation></message>
    <message><source>有没办结的任务或更正请求</source><translation>A task or request for correction is open</translation></message>
    <message><source>未设账号，由清除人填写</source><translation>No accounts; filled in by who erased</translation></message>
    <message><source>本人的说明</source><translation>In the person's own words</translation></message>
    <message><source>本人要求更正、补充的，十五天内答复。</source><translation>Whoever asks for a correction is answered within fifteen days.</translation></message>
    <message><source>查看</source><translation>Show</translation></message>
    <message><source>查看要清除什么</source><translation>Looking up what will be erased</translation></message>
    <message><source>查看记录</source><translation>Show the record</translation></message>
    <message><source>正在更换口令</source><translation>Changing the passphrase</translation></message>
    <message><source>正在查看……</source><translation>Looking…</translation></message>
    <message><source>每次清除都会在这里留下证明。</source><translation>Every erasing leaves a proof here.</translation></message>
    <message><source>没有到期的个人信息</source><translation>No personal data are due</translation></message>
    <message><source>没有可以清除的记录</source><translation>There is nothing that can be erased</translation></message>
    <message><source>没有更正请求</source><translation>No requests for correction</translation></message>
    <message><source>没有编号为 {id} 的更正请求</source><translation>There is no request for correction of number {id}</translation></message>
    <message><source>没有账号的站：同意清除的第二人</source><translation>In a station without accounts: the second person who agrees</translation></message>
    <message><source>清除 {n} 条…</source><translation>Erase {n}…</translation></message>
    <message><source>清除 {n} 条：{basis}</source><translation>Erase {n} records: {basis}</translation></message>
    <message><source>清除 {what}，不能撤销。继续吗？</source><translation>Erase {what}? This cannot be undone.</translation></message>
    <message><source>清除{what}</source><translation>Erase {what}</translation></message>
    <message><source>清除…</source><translation>Erase…</translation></message>
    <message><source>清除不能撤销：请在终端里确认，或加上 --yes</source><translation>Erasing cannot be undone: confirm in a terminal, or add --yes</translation></message>
    <message><source>清除个人信息</source><translation>Erase personal data</translation></message>
    <message><source>清除个人信息：{basis}</source><translation>Erase personal data: {basis}</translation></message>
    <message><source>清除了多少</source><translation>How much was erased</translation></message>
    <message><source>清除人</source><translation>Erased by</translation></message>
    <message><source>清除到期的{kind}</source><translation>Erase what is due of {kind}</translation></message>
    <message><source>清除到期的，或用 --id 指定的记录；不能撤销。</source><translation>Erase what is due, or the records named with --id; cannot be undone.</translation></message>
    <message><source>清除日志中的内容</source><translation>Erasing from the journal</translation></message>
    <message><source>清除的依据</source><translation>Basis of the erasing</translation></message>
    <message><source>清除的内容从记录、日志、搜索、附件和文件的空白页里一并抹去，不能撤销，也不能恢复。日志链保持可核对，并留下一条清除证明。</source><translation>The content goes from records, journal, search, attachments and free pages of the file at once; it can be neither undone nor brought back. The chain of the journal stays provable, and a proof of the erasing is left in it.</translation></message>
    <message><source>清除证明</source><translation>Proofs of erasing</translation></message>
    <message><source>现在的口令</source><translation>Passphrase of now</translation></message>
    <message><source>现在的口令不对</source><translation>The passphrase of now is wrong</translation></message>
    <message><source>用的是恢复密钥：请先用 watchroom passphrase 换一个新口令</source><translation>This is the recovery key: first choose a new passphrase with watchroom passphrase</translation></message>
    <message><source>登记的内容</source><translation>What is held</translation></message>
    <message><source>看名单</source><translation>Show list</translation></message>
    <message><source>确认清除，不能恢复</source><translation>Erase for good</translation></message>
    <message><source>空白页要等别处读完，再整理。</source><translation> Free pages are swept when nobody reads them any more.</translation></message>
    <message><source>第 {n} 条（改动 {batch}）</source><translation>Entry {n} (change set {batch})</translation></message>
    <message><source>第二人</source><translation>Second person</translation></message>
    <message><source>答复</source><translation>Answer</translation></message>
    <message><source>答复更正个人信息的请求</source><translation>Answer to a request for correction</translation></message>
    <message><source>答复期限</source><translation>To be answered by</translation></message>
    <message><source>给站文件加密</source><translation>Encrypt the station file</translation></message>
    <message><source>编号</source><translation>Number</translation></message>
    <message><source>编号 {id} 暂不清除：{why}</source><translation>Number {id} is not erased yet: {why}</translation></message>
    <message><source>记下请求</source><translation>Note the request</translation></message>
    <message><source>记录编号，可以写几次；不写就是到期的全部</source><translation>Number of a record, may be repeated; without any, all that is due</translation></message>
    <message><source>该行的链接值（SHA-256）</source><translation>Link of that row (SHA-256)</translation></message>
    <message><source>请先选中一个人，或一条有个人信息的记录</source><translation>First select a person, or a record that holds personal data</translation></message>
    <message><source>请写明同意清除的第二人</source><translation>Name the second person who agrees</translation></message>
    <message><source>请写明处理结果或不予更正的理由</source><translation>Say what was done, or why nothing is corrected</translation></message>
    <message><source>请写明清除的依据</source><translation>Say on what basis it is erased</translation></message>
    <message><source>请写明要更正什么</source><translation>Say what is to be corrected</translation></message>
    <message><source>请求更正</source><translation>Ask for a correction</translation></message>
    <message><source>请求更正…</source><translation>Ask for a correction…</translation></message>
    <message><source>请设置环境变量 {name}，或在终端里运行。</source><translation>Set the environment variable {name}, or run in a terminal.</translation></message>
    <message><source>请输入现在的口令</source><translation>Type the passphrase of now</translation></message>
    <message><source>谁拿到它和站文件，谁就能打开站文件。锁在保险柜里，不要拍照，不要存在电脑上。</source><translation>Whoever has it and the station file can open the file. Lock it in a safe; take no photograph and keep it on no computer.</translation></message>
    <message><source>谁拿到这个站文件都能读。按这里给它加密</source><translation>Whoever has this station file can read it. Press here to encrypt it</translation></message>
    <message><source>谁看过</source><translation>Who looked</translation></message>
    <message><source>还没有清除过</source><translation>Nothing was erased so far</translation></message>
    <message><source>还没有答复</source><translation>Not answered yet</translation></message>
    <message><source>还登记在住，先核实是否搬离</source><translation>Still registered as living here: check first</translation></message>
    <message><source>这一类没有规定保存期限</source><translation>No retention is declared for this kind</translation></message>
    <message><source>这个站没有加密：谁拿到文件都能读。加密后打开要输口令，并会给一份恢复密钥。原来的明文备份请自行删除。</source><translation>This station is not encrypted: whoever has the file can read it. Encrypted, it asks for a passphrase, and a recovery key is given. Delete plain backups made before yourself.</translation></message>
    <message><source>这条记录已经不在了</source><translation>This record is not there any more</translation></message>
    <message><source>这项更正请求已经答复过了</source><translation>This request was answered already</translation></message>
    <message><source>这项请求没有写明新的值，请先在记录里改好，再写明结果</source><translation>This request names no new value: change the record first, then say what was done</translation></message>
    <message><source>选中一个人，用“请求更正…”记下本人的要求。</source><translation>Select a person and use “Ask for a correction…” to note what they ask.</translation></message>
    <message><source>重建搜索索引</source><translation>Making the search index anew</translation></message>
    <message><source>重新加密</source><translation>Encrypting anew</translation></message>
    <message><source>重新加密的副本与原文件不一致，口令没有更换；请先检查站文件</source><translation>The copy under the new key is not what the file is; the passphrase was not changed. Check the station file first</translation></message>
    <message><source>附件会以不加密的方式保存，存到哪里？</source><translation>The file will be saved unencrypted: where to?</translation></message>
    <message><source>项目</source><translation>Item</translation></message>
    <message><source>（不指明哪一项）</source><translation>(no field named)</translation></message>
    <message><source>（内容已清除）</source><translation>(content erased)</translation></message>
</context>
</TS>
