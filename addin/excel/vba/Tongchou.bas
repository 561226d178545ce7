Attribute VB_Name = "Tongchou"
Option Explicit
' The add-in's own code: one callback for all buttons, what is refused before Python starts, and what is said in a box.
' Sentences stand in the sheet "words": this source can hold no Chinese.

Private Const MISREAD As String = """%$`|="

Public Sub Click(control As IRibbonControl)
    Start control.Tag
End Sub

Public Sub Start(ByVal task As String)
    Dim reason As String
    On Error GoTo Failed
    reason = Refusal()
    If reason <> "" Then
        Tell reason, Culprit(reason)
        Exit Sub
    End If
    Application.StatusBar = Words("running")
    RunPython "import addin.clicks; addin.clicks." & task & "()"
    #If Not Mac Then
        Application.StatusBar = False
    #End If
    Exit Sub
Failed:
    reason = Err.Number & " " & Err.Description
    On Error Resume Next
    Application.StatusBar = False
    Tell "broken", reason
End Sub

' Why a click is not carried out: a key of the sheet "words"; "" where nothing is in its way.
Public Function Refusal() As String
    If InProtectedView() Then
        Refusal = "protected_view"
    ElseIf ActiveWorkbook Is Nothing Then
        Refusal = "no_workbook"
    ElseIf Misreadable(ActiveWorkbook.Name) Then
        Refusal = "odd_name"
    ElseIf Not IsWholePath(Interpreter()) Or Misreadable(Interpreter()) Then
        Refusal = "no_interpreter"
    End If
End Function

Private Function Culprit(ByVal reason As String) As String
    If reason = "odd_name" Then
        Culprit = ActiveWorkbook.Name
    ElseIf reason = "no_interpreter" Then
        Culprit = Interpreter()
    End If
End Function

' A file from outside is shown without being an open workbook; the one behind it must not be taken for it.
Private Function InProtectedView() As Boolean
    #If Not Mac Then
        InProtectedView = Not Application.ActiveProtectedViewWindow Is Nothing
    #End If
End Function

' Signs that a command line, a shell script or xlwings takes for something else than part of a name.
Public Function Misreadable(ByVal text As String) As Boolean
    Dim i As Long, code As Long
    For i = 1 To Len(text)
        code = AscW(Mid$(text, i, 1))
        If code >= 0 And code < 32 Then Misreadable = True
        If InStr(MISREAD, Mid$(text, i, 1)) > 0 Then Misreadable = True
    Next i
End Function

' Never a bare name: it would be looked for in the folder of the workbook first.
Public Function IsWholePath(ByVal path As String) As Boolean
    IsWholePath = Mid$(path, 2, 2) = ":\" Or Left$(path, 2) = "\\" Or Left$(path, 1) = "/"
End Function

Private Function Interpreter() As String
    #If Mac Then
        Interpreter = GetConfig("INTERPRETER_MAC", "")
    #Else
        Interpreter = GetConfig("INTERPRETER_WIN", "")
    #End If
End Function

' Unlike GetAttr also for names that the system's old code page cannot spell.
Public Function IsThere(ByVal path As String) As Boolean
    IsThere = CreateObject("Scripting.FileSystemObject").FileExists(path)
End Function

' A copy of an open workbook, saved or not, for Python on macOS: AppleScript has no word for it.
Public Sub SaveCopy(ByVal book As String, ByVal path As String)
    Workbooks(book).SaveCopyAs path
End Sub

' A box with one of the add-in's sentences; unlike MsgBox, Popup shows Chinese on any Windows.
Public Sub Tell(ByVal key As String, ByVal detail As String)
    Dim text As String
    text = Replace(Words(key), "{detail}", detail)
    #If Mac Then
        MsgBox text, vbExclamation, Words("title")
    #Else
        WScript.Popup text, 0, Words("title"), 48
    #End If
End Sub

Public Function Words(ByVal key As String) As String
    Dim i As Long
    With ThisWorkbook.Sheets("words")
        For i = 1 To 100
            If .Cells(i, 1).Value = key Then
                Words = .Cells(i, 2).Value
                Exit Function
            End If
        Next i
    End With
    Words = key & " {detail}"
End Function
