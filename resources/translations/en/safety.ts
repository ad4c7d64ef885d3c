<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>safety</name>
    <message><source>{file} 正由电脑“{computer}”使用（自 {since}）。两台电脑不能同时打开同一个站文件：请在那台电脑上看，或等它退出。</source><translation>{file} is in use on the computer "{computer}" (since {since}). Two computers cannot have one station file open at once: look at it there, or wait until it is closed.</translation></message>
    <message><source>{file} 需要先升级，但另一个控制台正在使用它；请先关闭那个控制台</source><translation>{file} has to be brought up to date first, but another console is using it; close that console first</translation></message>
    <message><source>对方退出后，这里接着写</source><translation>Go on writing here when it has ended</translation></message>
    <message><source>在这里写</source><translation>Write here</translation></message>
    <message><source>只能看：现在没有别人在用这个站文件了</source><translation>Reading only: nobody else is using this station file any more</translation></message>
    <message><source>可以在这里接着写；打开的页面和选中的内容都还在</source><translation>You can go on writing here; the open page and what is chosen stay</translation></message>
    <message><source>只能看：站文件所在的文件夹不能写入</source><translation>Reading only: the folder of the station file cannot be written</translation></message>
    <message><source>要修改，请把站文件移到可以写的地方再打开</source><translation>To change something, move the station file to where it can be written and open it there</translation></message>
    <message><source>只能看：一条命令正在写这个站文件</source><translation>Reading only: a command is writing this station file</translation></message>
    <message><source>自 {when} 起 · 它改了什么，这里马上看得到</source><translation>Since {when} · what it changes shows here at once</translation></message>
    <message><source>只能看：这台电脑上另一个控制台正在使用这个站文件</source><translation>Reading only: another console on this computer is using this station file</translation></message>
    <message><source>只能看：“{computer}”正在使用这个站文件</source><translation>Reading only: "{computer}" is using this station file</translation></message>
    <message><source>备份和恢复</source><translation>Backup and restore</translation></message>
    <message><source>备份和恢复…</source><translation>Backup and restore…</translation></message>
    <message><source>现在备份</source><translation>Back up now</translation></message>
    <message><source>试恢复一次</source><translation>Try a restore</translation></message>
    <message><source>还没有备份，没有可以试的；先备份一次。</source><translation>There is no backup to try; make one first.</translation></message>
    <message><source>正在恢复备份…</source><translation>Restoring a backup…</translation></message>
    <message><source>试恢复</source><translation>Trying a restore</translation></message>
    <message><source>备份失败</source><translation>Backup failed</translation></message>
    <message><source>备份恢复不了</source><translation>Backup does not restore</translation></message>
    <message><source>上次试恢复没有成功：请打开“备份和恢复”，现在备份一次再试。</source><translation>The last trial of a restore failed: open "Backup and restore", make a backup now and try again.</translation></message>
    <message><source>该试恢复了</source><translation>Try a restore</translation></message>
    <message><source>已经一个月没有试过恢复：点一下，试一次，不会改动任何东西。</source><translation>No restore was tried for a month: click and try one; nothing is changed by it.</translation></message>
    <message><source>已备份并核对：{file}</source><translation>Backed up and verified: {file}</translation></message>
    <message><source>试恢复成功：{n} 条记录都回来了，日志 {entries} 条全部相连。</source><translation>The trial went well: {n} records came back, the journal of {entries} entries is whole.</translation></message>
    <message><source>试恢复没有成功：{why}</source><translation>The trial of a restore failed: {why}</translation></message>
    <message><source>正在备份…</source><translation>Backing up…</translation></message>
    <message><source>不备份，直接退出</source><translation>Leave without a backup</translation></message>
    <message><source>正在比较…</source><translation>Comparing…</translation></message>
    <message><source>恢复…</source><translation>Restore…</translation></message>
    <message><source>恢复到 {when} 的备份</source><translation>Restore the backup of {when}</translation></message>
    <message><source>恢复到这一份</source><translation>Restore this one</translation></message>
    <message><source>不恢复</source><translation>Do not restore</translation></message>
    <message><source>先试一次</source><translation>Try it first</translation></message>
    <message><source>会回到 {when} 的样子。现在的文件不删，改名留在原处，随时可以换回来。控制台会关上再打开。</source><translation>The station goes back to {when}. The present file is not deleted: it stays beside it under another name and can be brought back any time. The console closes and opens again.</translation></message>
    <message><source>之后没有改动</source><translation>Nothing was changed since</translation></message>
    <message><source>之后的 {count}修改将丢失：{kinds}</source><translation>{count} since would be lost: {kinds}</translation></message>
    <message><source>{n} 次以上</source><translation>More than {n} changes</translation></message>
    <message><source>{n} 次</source><translation>{n} changes</translation></message>
    <message><source>之后走了另一条路：现在的文件不是从它来的</source><translation>Went another way since: the present file does not come from it</translation></message>
    <message><source>用的是以前的口令，恢复后用那个口令打开</source><translation>Has an earlier passphrase; open it with that one after restoring</translation></message>
    <message><source>打不开，可能已经损坏</source><translation>Cannot be opened and may be damaged</translation></message>
    <message><source>上次试恢复：{when}，没有成功</source><translation>Last trial of a restore: {when}, failed</translation></message>
    <message><source>还没有试过恢复：每个月试一次，才知道真的恢复得了。</source><translation>No restore was tried yet: once a month tells that it really works.</translation></message>
    <message><source>上次试恢复：{when}，成功</source><translation>Last trial of a restore: {when}, went well</translation></message>
    <message><source>选文件夹…</source><translation>Choose a folder…</translation></message>
    <message><source>自动备份</source><translation>Automatic backups</translation></message>
    <message><source>退出时备份</source><translation>Back up when leaving</translation></message>
    <message><source>到时间就备份，写好后打开核对一遍才算数。</source><translation>Made when it is time; each counts only after it was opened and verified.</translation></message>
    <message><source>放在哪里</source><translation>Where</translation></message>
    <message><source>多久一次</source><translation>How often</translation></message>
    <message><source>留最近 {days} 天、{weeks} 周、{months} 个月各一份。</source><translation>One is kept for each of the last {days} days, {weeks} weeks and {months} months.</translation></message>
    <message><source>退出控制台前，有改动就再备一份。</source><translation>One more before the console ends, if anything was changed.</translation></message>
    <message><source>和站文件在同一块盘上：误删误改找得回，盘坏了就一起没了。请选另一块盘或共享文件夹。</source><translation>On the same disk as the station file: helps against mistakes, but a broken disk takes both. Choose another disk or a shared folder.</translation></message>
    <message><source>备份放在哪里</source><translation>Where backups are kept</translation></message>
    <message><source>已有的备份</source><translation>Backups so far</translation></message>
    <message><source>自 {when} 起备份不成功：{why}</source><translation>Failing since {when}: {why}</translation></message>
    <message><source>每天</source><translation>Daily</translation></message>
    <message><source>上次备份：{when}，已核对</source><translation>Last backup: {when}, verified</translation></message>
    <message><source>还没有备份过</source><translation>No backup was made yet</translation></message>
    <message><source>这里还没有备份</source><translation>No backups here yet</translation></message>
    <message><source>按“现在备份”做第一份。</source><translation>Press "Back up now" for the first one.</translation></message>
    <message><source>{stem}-恢复前-{when}.station</source><translation>{stem}-before-restore-{when}.station</translation></message>
    <message><source>恢复不了 {file}：{why}</source><translation>{file} cannot be restored: {why}</translation></message>
    <message><source>复制备份</source><translation>Copying the backup</translation></message>
    <message><source>读不了备份 {file}：{why}</source><translation>The backup {file} cannot be read: {why}</translation></message>
    <message><source>备份文件夹 {folder} 不在了：移动硬盘没有插上，或共享文件夹没有连上。接好后会自动再备份。</source><translation>The backup folder {folder} is gone: the disk is not plugged in, or the share is not connected. Backups go on by themselves when it is back.</translation></message>
    <message><source>核对备份</source><translation>Verifying the backup</translation></message>
    <message><source>备份文件夹 {folder} 快满了：还剩 {free} MB，这一份要 {needed} MB。请腾出空间。</source><translation>The backup folder {folder} is nearly full: {free} MB are left, this backup takes {needed} MB. Free some space.</translation></message>
    <message><source>里面的内容读不出来</source><translation>its content cannot be read</translation></message>
    <message><source>备份写好了，但打开检查时不完好：{why}。请检查那个盘。</source><translation>The backup was written but is not sound when opened: {why}. Check that disk.</translation></message>
    <message><source>6 小时</source><translation>6 hours</translation></message>
    <message><source>1 小时</source><translation>1 hour</translation></message>
    <message><source>接着填</source><translation>Go on with it</translation></message>
    <message><source>丢弃</source><translation>Discard</translation></message>
    <message><source>{when}填的 {n} 项还没有保存</source><translation>Not saved: what was filled in on {when} (fields: {n})</translation></message>
    <message><source>站文件 {file} 够不着了：硬盘、U 盘或共享文件夹断开了。没有保存；填的内容都还在，接好后再保存一次。</source><translation>The station file {file} is out of reach: its disk, stick or share is disconnected. Nothing was saved; what you typed is still there. Connect it and save again.</translation></message>
    <message><source>磁盘读写 {file} 时出错，没有改动；填的内容都还在，请再试一次。总是这样就检查磁盘，并用备份恢复。</source><translation>The disk failed while reading or writing {file}; nothing was changed. What you typed is still there: try again. If it goes on, check the disk and restore from a backup.</translation></message>
    <message><source>{file} 被换成了另一个文件；请重新打开它</source><translation>{file} was replaced by another file; open it again</translation></message>
    <message><source>电脑的时钟比上次的记录还早 {span}：可能不对，请核对。日志照样按先后记。</source><translation>The computer's clock is {span} behind the last record: it may be wrong, please check. The journal keeps its order all the same.</translation></message>
    <message><source>电脑的时钟往回拨了 {span}。日志照样按先后记，时间从现在起按新的钟。</source><translation>The computer's clock was set back by {span}. The journal keeps its order; times go by the new clock from now on.</translation></message>
    <message><source>电脑的时钟往前拨了 {span}。日志照样按先后记，时间从现在起按新的钟。</source><translation>The computer's clock was set ahead by {span}. The journal keeps its order; times go by the new clock from now on.</translation></message>
    <message><source>电脑的时钟变了</source><translation>Computer clock changed</translation></message>
    <message><source>报告只在这台电脑上，只写程序在哪里出的错，没有姓名、号码等任何内容。要反馈时自己复制。</source><translation>Reports stay on this computer. They say only where in the program a fault happened, with no names, numbers or other content. Copy one yourself to pass it on.</translation></message>
    <message><source>没有出错报告</source><translation>No fault reports</translation></message>
    <message><source>出错报告</source><translation>Fault reports</translation></message>
    <message><source>回到上次的地方</source><translation>Go on where you were</translation></message>
    <message><source>打开时回到离开时的画面、选中的内容和面板；意外退出后总会回去。</source><translation>Opens with the picture, selection and panels of when you left; after a crash it always does.</translation></message>
    <message><source>自动备份放在哪里、多久一次；恢复和试恢复。</source><translation>Where automatic backups go and how often; restoring, and trying it.</translation></message>
    <message><source>上次没有正常退出，已经回到原来的地方；没保存的表单打开时还在。</source><translation>The program did not end properly last time. You are back where you were; forms that were not saved are there when you open them.</translation></message>
    <message><source>出错报告在“帮助”里，可以看，也可以删。</source><translation> A fault report lies under "Help", to be read or deleted.</translation></message>
    <message><source>站文件打不开</source><translation>The station file cannot be opened</translation></message>
    <message><source>选一份备份放回去：现在的文件不删，改名留在原处。</source><translation>Choose a backup to take its place: the present file is not deleted, it stays beside it under another name.</translation></message>
    <message><source>这台电脑不知道它有备份</source><translation>This computer knows of no backup</translation></message>
    <message><source>备份在别处的话，直接打开那份备份文件。</source><translation>If there is one elsewhere, open that file itself.</translation></message>
    <message><source>{file} 上次恢复备份没有做完，这次也做不完：{why}。请关闭其他使用它的程序后再打开。</source><translation>Going back to a backup of {file} was cut off and cannot be finished now either: {why}. Close other programs that use it, then open it again.</translation></message>
    <message><source>{file} 还在别处打开着。请先关闭所有使用它的窗口和命令，再恢复备份</source><translation>{file} is still open elsewhere. Close all windows and commands that use it before going back to a backup</translation></message>
    <message><source>{file} 的内容不对；请删除它，再打开站文件</source><translation>What stands in {file} makes no sense; remove it, then open the station file</translation></message>
    <message><source>空白页要等别处读完，或磁盘有空，再整理。</source><translation>Empty pages are tidied when nobody reads the file elsewhere and the disk has room.</translation></message>
    <message><source>重写备份</source><translation>Rewriting backups</translation></message>
    <message><source>以前的备份里也抹去了清除的内容：重写 {n} 份。</source><translation>What was erased is gone from earlier backups too: {n} rewritten.</translation></message>
    <message><source>打不开的旧备份删除了 {n} 份。</source><translation>{n} old backups that cannot be opened were removed.</translation></message>
    <message><source>有 {n} 份没有做成，会再试：{why}</source><translation>{n} could not be done and will be tried again: {why}</translation></message>
    <message><source>{folder} 现在够不着，接上后自动做。</source><translation>{folder} is out of reach; it is done by itself once it is connected.</translation></message>
    <message><source>备份 {file}：已重写，不再含有这些内容</source><translation>Backup {file}: rewritten, without what was erased</translation></message>
    <message><source>备份 {file}：口令已换或已损坏，已删除</source><translation>Backup {file}: of another passphrase or damaged, removed</translation></message>
    <message><source>备份 {file}：没有做成，{why}</source><translation>Backup {file}: not done, {why}</translation></message>
    <message><source>以前的备份里还有这些内容，没有做成：{why}</source><translation>Earlier backups still hold it; that could not be mended: {why}</translation></message>
    <message><source>{folder} 里的备份还有已经清除的内容：接上后自动重写。</source><translation>Backups in {folder} still hold what was erased; they are rewritten by themselves once it is connected.</translation></message>
    <message><source>声明它已报废或丢失，记入日志</source><translation>State that it was scrapped or lost; the journal keeps it</translation></message>
    <message><source>这个盘已经不在了…</source><translation>This disk is gone for good…</translation></message>
    <message><source>以前的自动备份随后重写，同样抹去；移动硬盘或共享文件夹没有接上的，接上后自动做。手工另存的副本请自行删除。</source><translation>Earlier automatic backups are rewritten afterwards without it; those on a disk or share that is not connected once it is. Copies saved by hand are yours to delete.</translation></message>
    <message><source>重写备份 {file}</source><translation>Rewriting backup {file}</translation></message>
    <message><source>按站里已做的清除，在备份中同样清除</source><translation>Erased in the backup as it was in the station</translation></message>
    <message><source>{file} 的空白页现在整理不了：别处正在读它，或磁盘放不下</source><translation>The empty pages of {file} cannot be tidied now: it is being read elsewhere, or the disk has no room</translation></message>
    <message><source>内容已从记录、日志、搜索索引、附件和文件的空白页中抹去，无法恢复。手工另存的副本不在其内。</source><translation>The content is gone from records, journal, search index, attachments and the empty pages of the file and cannot be brought back. Copies saved by hand are not included.</translation></message>
    <message><source>没有含有这些内容的备份</source><translation>No backup held it</translation></message>
    <message><source>还没有检查</source><translation>Not looked at yet</translation></message>
    <message><source>此前的备份</source><translation>Backups of before</translation></message>
    <message><source>清除后新做的备份，已核对</source><translation>Made after the erasing, verified</translation></message>
    <message><source>怎样处理</source><translation>What was done</translation></message>
    <message><source>已重写，不再含有这些内容</source><translation>Rewritten without what was erased</translation></message>
    <message><source>已删除：口令已换或已损坏，不能重写</source><translation>Removed: of another passphrase or damaged, it could not be rewritten</translation></message>
    <message><source>还没有做成，会再试</source><translation>Not done yet; it will be tried again</translation></message>
    <message><source>出具本证明时够不着；接上后自动重写</source><translation>Out of reach when this was written; rewritten once it is connected</translation></message>
    <message><source>有人声明此处已不存在</source><translation>Stated to be gone for good</translation></message>
    <message><source>以前的备份：{told}</source><translation>Earlier backups: {told}</translation></message>
    <message><source>重写 {n} 份</source><translation>{n} rewritten</translation></message>
    <message><source>删除 {n} 份（口令已换或已损坏）</source><translation>{n} removed (of another passphrase or damaged)</translation></message>
    <message><source>够不着的位置 {n} 处，接上后自动做</source><translation>{n} places out of reach, done once connected</translation></message>
    <message><source>声明已不存在的位置 {n} 处</source><translation>{n} places stated to be gone</translation></message>
    <message><source>没有做成 {n} 份，会再试</source><translation>{n} not done, will be tried again</translation></message>
    <message><source>以前的备份里没有这些内容</source><translation>No earlier backup held it</translation></message>
    <message><source>清除备份里的内容</source><translation>Content erased from backups</translation></message>
    <message><source>此前时钟被拨回 {span}</source><translation>The clock had been set back by {span} before</translation></message>
    <message><source>搜索索引与记录不符，已重新建立：{kinds}。站文件可能被改动或损坏过，请“检查站文件”。</source><translation>The search index did not match the records and was made anew: {kinds}. The station file may have been changed or damaged; please check it.</translation></message>
    <message><source>核对搜索索引</source><translation>Checking the search index</translation></message>
    <message><source>图片太大（{width}×{height} 像素），请先缩小</source><translation>The picture is too large ({width}×{height} pixels); make it smaller first</translation></message>
    <message><source>恢复前</source><translation>before-restore</translation></message>
    <message><source>用恢复密钥打开的，要先设一个新口令；旧口令和这份恢复密钥随即作废。</source><translation>It was opened with the recovery key: choose a new passphrase first. The old one and this recovery key then open nothing any more.</translation></message>
    <message><source>设一个新口令</source><translation>Choose a new passphrase</translation></message>
    <message><source>设好并打开</source><translation>Set and open</translation></message>
    <message><source>这个站文件已加密。忘了口令，可以输入恢复密钥。</source><translation>This station file is encrypted. If the passphrase is forgotten, the recovery key opens it too.</translation></message>
    <message><source>请输入口令</source><translation>Type the passphrase</translation></message>
    <message><source>两次输入的口令不一样</source><translation>The two passphrases differ</translation></message>
    <message><source>用口令加密（建议）</source><translation>Encrypt with a passphrase (recommended)</translation></message>
    <message><source>不加密：谁拿到这个文件都能读到里面的人和地址。以后可以再加密。</source><translation>Not encrypted: whoever gets the file can read the people and addresses in it. It can be encrypted later.</translation></message>
    <message><source>一个站文件就是一个派出所的全部资料。</source><translation>One station file holds everything that one police station keeps.</translation></message>
    <message><source>请填写派出所名称</source><translation>Give the station a name</translation></message>
    <message><source>口令（至少 8 个字）</source><translation>Passphrase (8 characters or more)</translation></message>
    <message><source>新建</source><translation>Create</translation></message>
    <message><source>{file} 不会打开：它加了密，看不出里面有没有会自己运行的内容；请对方去掉密码再发</source><translation>{file} is not opened: it is encrypted, so that nobody can see whether it holds something that runs by itself. Ask for it without a password</translation></message>
    <message><source>现在遮住</source><translation>Cover now</translation></message>
    <message><source>3 分钟后自动遮住</source><translation>Covered by itself after 3 minutes</translation></message>
</context>
</TS>
